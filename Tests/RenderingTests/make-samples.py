#!/usr/bin/env python3
"""make-samples.py FOLDER: writes the sample captures of the rendering tests into FOLDER, one a protocol.

Every packet is made here; the same script makes the same files. Needs scapy. After a change run it over
Tests/RenderingTests/Samples and record the goldens again: RECORD_GOLDENS=1 swift test --filter Golden.
"""
import os, struct, sys
from scapy.all import *  # noqa: F403
from scapy.contrib.geneve import GENEVE
from scapy.contrib.igmp import IGMP
from scapy.contrib.igmpv3 import IGMPv3, IGMPv3gr, IGMPv3mq, IGMPv3mr
from scapy.contrib.mpls import MPLS

A, B = "192.0.2.1", "198.51.100.7"
A6, B6 = "2001:db8::1", "2001:db8:0:7::2"
ETHER = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
START = 1_700_000_000


def save(folder, name, packets, linktype=1, snaplen=262144, lengths=None):
    """A classic pcap file, little-endian, microseconds; a packet a millisecond."""
    with open(os.path.join(folder, name + ".pcap"), "wb") as f:
        f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, snaplen, linktype))
        for index, packet in enumerate(packets):
            data = bytes(packet)
            original = len(data)
            if lengths:
                data = data[: lengths[index]]
            f.write(struct.pack("<IIII", START + index // 1000, index % 1000 * 1000 + 7, len(data), original))
            f.write(data)


def tcp(**fields):
    fields = {"sport": 40000, "dport": 7777, "seq": 1000, "ack": 0, "window": 64240, **fields}
    return TCP(**fields)


def tcp_samples():
    there, back = ETHER / IP(src=A, dst=B, id=1), ETHER / IP(src=B, dst=A, id=2, flags="DF")
    handshake = [
        there / tcp(flags="S", options=[("MSS", 1460), ("SAckOK", b""), ("Timestamp", (100, 0)), ("NOP", None), ("WScale", 7)]),
        back / tcp(sport=7777, dport=40000, flags="SA", seq=5000, ack=1001, options=[("MSS", 1400), ("NOP", None), ("NOP", None), ("SAckOK", b"")]),
        there / tcp(flags="A", seq=1001, ack=5001),
        there / tcp(flags="PA", seq=1001, ack=5001, options=[("NOP", None), ("NOP", None), ("Timestamp", (101, 55))]) / b"hello\r\n",
        back / tcp(sport=7777, dport=40000, flags="A", seq=5001, ack=1001, options=[("NOP", None), ("NOP", None), ("SAck", (1010, 1020, 1030, 1040))]),
        there / tcp(flags="FPAU", seq=1008, ack=5001, urgptr=3) / b"bye",
        back / tcp(sport=7777, dport=40000, flags="RA", seq=5001, ack=1012) / b"no such thing",
        there / tcp(flags="SEC", seq=77, options=[("TFO", (0x11223344, 0x55667788)), ("UTO", 30)]),
        there / tcp(flags="", seq=9),
    ]
    odd = [
        there / tcp(flags="A", dataofs=4, chksum=1),
        there / tcp(flags="A", dataofs=15, chksum=1),
        there / tcp(flags="A", options=[(99, b"\x01\x02"), ("EOL", None)]),
        there / IP(src=A, dst=B, proto=6) / b"\x01",
        there / IP(src=A, dst=B, proto=6) / b"\x01\x02\x03\x04\x05",
        there / tcp(flags="PA", ack=1, chksum=0xDEAD) / b"wrong sum",
    ]
    return {"tcp": handshake, "tcp-odd": odd}


def ip_samples():
    ping = ICMP(type=8, id=7, seq=1) / b"abcdefgh"
    options = IPOption_RR(routers=["10.0.0.1", "0.0.0.0"]), IPOption_Router_Alert()
    return {
        "ipv4": [
            ETHER / IP(src=A, dst=B, id=3, ttl=64, tos=0xB9, options=list(options)) / UDP(sport=1234, dport=5678) / b"data",
            ETHER / IP(src=A, dst=B, id=3, options=[IPOption_LSRR(routers=["10.0.0.9"])]) / UDP(sport=1234, dport=5678) / b"data",
            ETHER / IP(src=A, dst=B, id=4, flags="MF", frag=0) / UDP(sport=1, dport=2, len=2000) / (b"x" * 24),
            ETHER / IP(src=A, dst=B, id=4, frag=4, proto=17) / (b"y" * 24),
            ETHER / IP(src=A, dst=B, id=5, chksum=0x1234) / UDP(sport=1, dport=2) / b"z",
            ETHER / IP(src=A, dst=B, proto=253) / b"experimental",
            ETHER / IP(src=A, dst=B, len=400) / UDP(sport=1, dport=2) / b"short",
            ETHER / IP(src=A, dst=B, ihl=4, len=20) / b"12345678",
            ETHER / IP(src=A, dst=B, len=10) / b"12345678",
            ETHER / IP(version=5, src=A, dst=B) / b"12345678",
            ETHER / IP(src=A, dst=B) / IP(src="10.0.0.1", dst="10.0.0.2") / ping,
            Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02", type=0x0800) / b"\x45\x00\x00",
        ],
        "udp": [
            ETHER / IP(src=A, dst=B) / UDP(sport=1000, dport=2000) / b"payload",
            ETHER / IP(src=A, dst=B) / UDP(sport=1000, dport=2000, chksum=0) / b"payload",
            ETHER / IP(src=A, dst=B) / UDP(sport=1000, dport=2000, chksum=7) / b"payload",
            ETHER / IP(src=A, dst=B) / UDP(sport=1000, dport=2000, len=4) / b"payload",
            ETHER / IP(src=A, dst=B) / UDP(sport=1000, dport=2000, len=400) / b"payload",
            ETHER / IP(src=A, dst=B, proto=17) / b"\x03\xe8\x07",
            ETHER / IPv6(src=A6, dst=B6) / UDP(sport=1000, dport=2000) / b"payload",
        ],
        "icmp": [
            ETHER / IP(src=A, dst=B) / ping,
            ETHER / IP(src=B, dst=A) / ICMP(type=0, id=7, seq=1) / b"abcdefgh",
            ETHER / IP(src=B, dst=A) / ICMP(type=3, code=3) / IP(src=A, dst=B) / UDP(sport=33000, dport=33434) / b"probe",
            ETHER / IP(src=B, dst=A) / ICMP(type=3, code=4, nexthopmtu=1280) / IP(src=A, dst=B, flags="DF") / tcp(flags="A", ack=1),
            ETHER / IP(src=B, dst=A) / ICMP(type=11, code=0) / IP(src=A, dst=B, ttl=1) / UDP(sport=1, dport=2),
            ETHER / IP(src=B, dst=A) / ICMP(type=5, code=1, gw="192.0.2.254") / IP(src=A, dst=B) / UDP(sport=1, dport=2),
            ETHER / IP(src=B, dst=A) / ICMP(type=13, id=9, seq=2, ts_ori=1000, ts_rx=2000, ts_tx=3000),
            ETHER / IP(src=B, dst=A) / ICMP(type=42, code=9) / b"????",
            ETHER / IP(src=A, dst=B) / ICMP(type=8, id=7, seq=1, chksum=0x1111) / b"abcdefgh",
        ],
    }


def ipv6_samples():
    base = ETHER / IPv6(src=A6, dst=B6, fl=0x12345, tc=0x02)
    link = ETHER / IPv6(src="fe80::1", dst="ff02::1", hlim=255)
    ping = ICMPv6EchoRequest(id=3, seq=4, data=b"ping")
    return {
        "ipv6": [
            base / tcp(flags="S"),
            base / IPv6ExtHdrHopByHop(options=[RouterAlert(value=0)]) / ping,
            base / IPv6ExtHdrDestOpt(options=[PadN(optdata=b"\0\0\0\0")]) / UDP(sport=1, dport=2) / b"x",
            base / IPv6ExtHdrRouting(type=0, addresses=["2001:db8::9"]) / ping,
            base / IPv6ExtHdrSegmentRouting(addresses=["2001:db8::5", "2001:db8::6"], segleft=1, lastentry=1) / ping,
            base / IPv6ExtHdrFragment(offset=0, m=1, id=0xABCD, nh=17) / UDP(sport=1, dport=2, len=3000) / (b"x" * 16),
            base / IPv6ExtHdrFragment(offset=16, m=0, id=0xABCD, nh=17) / (b"x" * 16),
            base / IPv6ExtHdrHopByHop(options=[Jumbo(jumboplen=70000)]) / ping,
            ETHER / IPv6(src=A6, dst=B6, nh=59),
            ETHER / IPv6(src=A6, dst=B6, nh=253) / b"experimental",
            ETHER / IPv6(src=A6, dst=B6, plen=500) / UDP(sport=1, dport=2) / b"short",
            Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02", type=0x86DD) / b"\x60\x00\x00\x00\x00\x08\x3a",
            base / IP(src=A, dst=B) / UDP(sport=1, dport=2) / b"4in6",
        ],
        "icmpv6": [
            base / ping,
            base / ICMPv6EchoReply(id=3, seq=4, data=b"ping"),
            base / ICMPv6DestUnreach(code=4) / IPv6(src=B6, dst=A6) / UDP(sport=5, dport=6) / b"quoted",
            base / ICMPv6PacketTooBig(mtu=1280) / IPv6(src=B6, dst=A6) / UDP(sport=5, dport=6),
            base / ICMPv6TimeExceeded() / IPv6(src=B6, dst=A6) / UDP(sport=5, dport=6),
            base / ICMPv6ParamProblem(code=1, ptr=6) / IPv6(src=B6, dst=A6) / UDP(sport=5, dport=6),
            link / ICMPv6ND_RS() / ICMPv6NDOptSrcLLAddr(lladdr="02:00:00:00:00:01"),
            link / ICMPv6ND_RA(chlim=64, routerlifetime=1800) / ICMPv6NDOptPrefixInfo(prefix="2001:db8::", prefixlen=64) / ICMPv6NDOptMTU(mtu=1500) / ICMPv6NDOptRDNSS(dns=["2001:db8::53"], lifetime=600),
            link / ICMPv6ND_NS(tgt=B6) / ICMPv6NDOptSrcLLAddr(lladdr="02:00:00:00:00:01"),
            link / ICMPv6ND_NA(tgt=B6, R=1, S=1, O=1) / ICMPv6NDOptDstLLAddr(lladdr="02:00:00:00:00:02"),
            link / ICMPv6ND_Redirect(tgt=B6, dst=A6) / ICMPv6NDOptRedirectedHdr(pkt=IPv6(src=A6, dst=B6) / UDP()),
            link / IPv6ExtHdrHopByHop(options=[RouterAlert()]) / ICMPv6MLQuery(mrd=1000),
            link / IPv6ExtHdrHopByHop(options=[RouterAlert()]) / ICMPv6MLReport(mladdr="ff02::fb"),
            link / IPv6ExtHdrHopByHop(options=[RouterAlert()]) / ICMPv6MLReport2(records=[ICMPv6MLDMultAddrRec(rtype=4, dst="ff02::fb"), ICMPv6MLDMultAddrRec(rtype=1, dst="ff02::1:3", sources=[A6])]),
            link / IPv6ExtHdrHopByHop(options=[RouterAlert()]) / ICMPv6MLQuery2(mladdr="ff02::fb", sources=[A6, B6]),
        ],
    }


def link_samples():
    inner = IP(src=A, dst=B) / UDP(sport=1000, dport=2000) / b"x"
    inner6 = IPv6(src=A6, dst=B6) / UDP(sport=1000, dport=2000) / b"x"
    sll = lambda kind, proto, rest: struct.pack("!HHH8sH", kind, 1, 6, b"\x02\0\0\0\0\x01\0\0", proto) + bytes(rest)
    sll2 = lambda kind, proto, rest: struct.pack("!HHIHBB8s", proto, 0, 1, 1, kind, 6, b"\x02\0\0\0\0\x01\0\0") + bytes(rest)
    return [
        ("ethernet", 1, [
            ETHER / inner, ETHER / inner6,
            Ether(src="02:00:00:00:00:01", dst="ff:ff:ff:ff:ff:ff", type=0x88B5) / b"local experimental",
            Raw(b"\x02\0\0\0\0\x01\x02\0\0"),
        ]),
        ("vlan", 1, [
            ETHER / Dot1Q(vlan=5, prio=3) / inner,
            ETHER / Dot1AD(vlan=100, prio=1, dei=1) / Dot1Q(vlan=200) / inner6,
            ETHER / Dot1Q(vlan=7, type=0x88B5) / b"unknown",
            ETHER / Raw(b"\x00") if False else Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02", type=0x8100) / b"\x00\x05\x08",
        ]),
        ("llc", 1, [
            Dot3(src="02:00:00:00:00:01", dst="01:80:c2:00:00:00") / LLC() / STP(rootid=4096, rootmac="02:00:00:00:00:09", bridgeid=8192, bridgemac="02:00:00:00:00:08", portid=0x8001),
            Dot3(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / SNAP(OUI=0, code=0x0800) / inner,
            Dot3(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / LLC(dsap=0xE0, ssap=0xE0, ctrl=3) / b"\xff\xff\x00\x22",
            Dot3(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / LLC(dsap=0xF0, ssap=0xF1, ctrl=0x7F),
        ]),
        ("arp", 1, [
            ETHER / ARP(op=1, hwsrc="02:00:00:00:00:01", psrc=A, pdst=B),
            ETHER / ARP(op=2, hwsrc="02:00:00:00:00:01", psrc=A, hwdst="02:00:00:00:00:02", pdst=B),
            ETHER / ARP(op=1, hwsrc="02:00:00:00:00:01", psrc="0.0.0.0", pdst=B),
            Ether(src="02:00:00:00:00:01", dst="ff:ff:ff:ff:ff:ff", type=0x8035) / ARP(op=3, hwsrc="02:00:00:00:00:01", hwdst="02:00:00:00:00:01", psrc="0.0.0.0", pdst="0.0.0.0"),
            ETHER / ARP(op=9, hwsrc="02:00:00:00:00:01", psrc=A, pdst=B),
        ]),
        ("null", 0, [struct.pack("<I", 2) + bytes(inner), struct.pack(">I", 2) + bytes(inner), struct.pack("<I", 10) + bytes(inner6), struct.pack("<I", 99) + b"?"]),
        ("loop", 108, [struct.pack(">I", 2) + bytes(inner), struct.pack(">I", 24) + bytes(inner6)]),
        ("raw", 101, [inner, inner6, Raw(b"\x10\x00")]),
        ("sll", 113, [sll(0, 0x0800, inner), sll(4, 0x86DD, inner6), sll(1, 0x88B5, b"unknown"), sll(3, 0x0806, ARP(psrc=A, pdst=B, hwsrc="02:00:00:00:00:01"))]),
        ("sll2", 276, [sll2(0, 0x0800, inner), sll2(4, 0x86DD, inner6), sll2(2, 0x88B5, b"unknown")]),
        ("unsupported", 147, [Raw(b"user-defined link type")]),
    ]


def ring_samples():
    """FDDI, Token Ring, Frame Relay and bundles of it: (name, link type, packets, captured lengths)."""
    inner = bytes(IP(src=A, dst=B) / UDP(sport=1000, dport=2000) / b"x")
    stations = bytes.fromhex("020000000002 020000000001")
    routed = bytes.fromhex("020000000002 820000000001")
    snap, unknown, xid = b"\xaa\xaa\3\0\0\0\x08\0" + inner, b"\xaa\xaa\3\0\0\0\x12\x34unknown", b"\0\1\xaf\x81\1\2"
    fddi = [b"\x50" + stations + rest for rest in (snap, unknown, xid)] + [b"\x41" + stations + b"smt", b"\xd0" + stations + b"sync", b"\xc2" + stations + b"?"]
    ring = [b"\x10\x40" + stations + rest for rest in (snap, unknown)] + [
        b"\x10\x40" + routed + b"\x08\xb0\x01\x23\x45\x67\x89\xa0" + snap, b"\x10\x40" + routed + b"\xc2\xf0" + snap, b"\x10\0" + stations + b"ring"]
    relay = [
        b"\x18\x41\3\xcc" + inner, b"\x18\x41\x08\0" + inner, b"\x18\x41\3\x80\0\0\0\x08\0" + inner, b"\x18\x40\3\3\0\xcc" + inner,
        b"\x18\x41\3\0\x80\0\x80\xc2\0\7" + stations + b"\x08\0" + inner, b"\x18\x40\2\3\3\xcc" + inner, b"\x1a\x4f\3\xcf\xc0\x21\1\1\0\x08\1\4\5\xdc",
        b"\x18\x41\3\xb1\xe0\x12abc", b"\x18\x41\3\x80abcdefgh", b"\x18\x41\3\x99unknown", b"\x18\x41\x12\x34abcd", b"\x19\x41\3\xcc",
        b"\0\1\3\x08\0\x75\x95\1\1\0\3\2\1\2", b"\0\1\3\x08\0\x7d\x51\1\0\x53\2\3\4\x57\3\x18\x80\x82\x57\4\x18\0\xa2\x8a\x57\5\x18\1\2\x83\x80",
        b"\0\1\3\x08\2\1\2\5\x9d\1\1\0\7\3\x20\x88\x82\x91\x33\2\1\2\x19\2\5\6\x83\0"]
    bundle = [b"\xe0\0\1\1\x08bundle\0", b"\xe0\0\4\3\6\1\2\3\4\6\5abc\7\3x\1\4ab\3\4zz\x09\4zz", b"\xc1\5" + relay[0], b"\1\x09abcdef", b"\xe0\0\x0aabc", b"\xc0\2" + relay[12], b"\xc0\2\x18"]
    cuts = [(packet, cut) for packet in relay for cut in range(1, len(packet), 2)]
    return [
        ("fddi", 10, fddi, None), ("token-ring", 6, ring, None), ("frame-relay", 107, relay, None), ("frame-relay-bundle", 182, bundle, None),
        ("cut-frame-relay", 107, [packet for packet, _ in cuts], [cut for _, cut in cuts]),
        ("cut-token-ring", 6, [ring[2]] * 22, list(range(1, 45, 2))),
    ]


def radio_samples():
    """IEEE 802.11 and the headers that drivers put in front: (name, link type, packets, captured lengths)."""
    inner = bytes(IP(src=A, dst=B) / UDP(sport=1000, dport=2000) / b"x")
    snap, unknown = b"\xaa\xaa\3\0\0\0\x08\0" + inner, b"\xaa\xaa\3\0\0\0\x12\x34unknown"
    one, two, three, four = (bytes([2 * i] * 6) for i in range(1, 5))
    control = lambda kind, subtype, flags=0: bytes([kind << 2 | subtype << 4, flags])

    def data(subtype, flags, body):
        head = control(2, subtype, flags) + b"\x2c\0" + one + two + three + b"\x10\2" + (four if flags & 3 == 3 else b"")
        return head + (b"\1\0" if subtype & 8 else b"") + body

    def management(subtype, body, flags=0):
        return control(0, subtype, flags) + b"\x3a\1" + one + two + three + b"\x30\x12" + body

    elements = b"\0\4home\1\x08\x82\x84\x8b\x96\x0c\x12\x18\x24\3\1\6\5\4\0\1\0\0\x2a\1\0\4\6\1\2\3\4\5\6\x10\3abc\x30\2\1\0"
    beacon = management(8, bytes(8) + b"\x64\0\x11\4" + elements)
    frames = [data(subtype, flags, snap) for subtype in (0, 1, 3, 4, 8) for flags in (0, 1, 2, 3)] + [
        data(0, 0x41, b"\1\2\3\xa0secret"), data(8, 0xF9, snap), data(8, 2, unknown), beacon, management(5, bytes(8) + b"\x64\0\2\0" + elements),
        management(4, elements), management(4, b"\0\0\1\4\2\4\x0b\x16"), management(0, b"\1\0\x0a\0" + elements), management(1, b"\x11\0\0\0\1\xc0" + elements),
        management(3, b"\1\0\x12\0\2\xc0"), management(1, b"\1\0\xff\0\1\xc0"), management(2, b"\1\0\5\0" + four + elements), management(10, b"\x08\0"),
        management(12, b"\x2a\0"), management(11, b"\0\0\1\0\0\0"), management(11, b"\1\0\3\0\1\0\x10\4abcd"), management(11, b"\1\2\3\xe0secret", 0x40), management(9, b""),
        management(6, b""), control(3, 0) + bytes(30)] + [management(13, bytes([category, 1])) for category in (3, 7, 13, 14, 15, 85, 127)]
    frames += [control(1, subtype) + b"\2\xc0" + one + two + b"\5\0\x10\2" for subtype in range(6, 16)]

    def radiotap(words, fields):
        return struct.pack("<BBH", 0, 0, 4 + 4 * len(words) + len(fields)) + b"".join(struct.pack("<I", word) for word in words) + fields

    taps = [
        radiotap([0x486F], bytes([1, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x0C, 0x6C, 9, 0xC0, 0, 0xC5, 0xA0, 1, 0, 0, 0])) + beacon + b"\1\2\3\4", radiotap([2], b"\x20") + data(8, 0, b"\0\0" + snap),
        radiotap([2], b"\x5f") + data(0, 0, snap) + b"sum!", radiotap([0], b"") + data(0, 0, unknown), radiotap([1 << 19], b"\x7f\4\7") + beacon, radiotap([1 << 19], b"\x3f\x69\x0f") + beacon,
        radiotap([1 << 19], b"\7\5\x20") + beacon, radiotap([1 << 21], b"\xff\1\7\4\x91\x81\0\x72\2\0\0\0") + beacon, radiotap([1 << 18 | 1 << 3], b"\x6c\x09\xa0\0\x80\0\2\0\x6c\x09\6\x20") + beacon,
        radiotap([0x80000001, 0x20000000 | 4], bytes(8) + b"\x0c") + beacon, radiotap([0xC0000002, 0xA0000001, 0x20], b"\x0f\0\x50\xf2\1\4\0\0abcd\xd0") + beacon,
        radiotap([0x7FFF | 1 << 20], bytes(range(1, 60))) + beacon, radiotap([1 << 15 | 4], b"\5") + beacon, radiotap([0x1FF0], b"\xc8\xc9\xca") + beacon] + [
        radiotap([8], b"\x6c\x09" + flags) + control(1, 13) + bytes(8) for flags in (b"\xa0\0", b"\x40\1", b"\x40\x41", b"\x80\4", b"\xd0\x88")]
    avs = [struct.pack(">II", 0x80211001, 64) + bytes(56) + beacon, struct.pack(">II", 0x80211002, 7) + bytes(56) + beacon]
    per_packet = lambda link, rest, length=8, version=0: struct.pack("<BBHI", version, 0, length, link) + rest
    informed = [per_packet(105, data(0, 0, snap)), per_packet(127, bytes(8) + taps[0], 16), per_packet(12, inner), per_packet(1, bytes(12) + b"\x08\0" + inner), per_packet(147, b"abc", version=3), per_packet(12, inner, 7)]
    cuts = [(packet, cut) for packet in (frames[3], frames[23], frames[28]) for cut in range(1, len(packet), 3)]
    return [
        ("wlan", 105, frames, None), ("radiotap", 127, taps, None), ("prism", 119, [bytes(144) + beacon, avs[0], bytes(100)], None), ("avs", 163, avs, None), ("ppi", 192, informed, None),
        ("cut-wlan", 105, [packet for packet, _ in cuts], [cut for _, cut in cuts]), ("cut-radiotap", 127, [taps[0]] * 30, list(range(1, 120, 4))),
    ]


def carrier_samples():
    """Link types that have a small header in front of IP or Ethernet, and IEEE 802.15.4: (name, link type, packets, captured lengths)."""
    inner = bytes(IP(src=A, dst=B) / UDP(sport=1000, dport=2000) / b"x")
    stations = bytes.fromhex("020000000002 020000000001")
    snap, unknown = b"\xaa\xaa\3\0\0\0\x08\0" + inner, b"\xaa\xaa\3\0\0\0\x12\x34unknown"
    typed = lambda before, behind, size: [before + kind + bytes(behind) + rest for kind, rest in ((b"\x08\0", inner), (b"\x12\x34", b"unknown"))] + [bytes(size - 1)]
    tagged = lambda tag: [stations + tag + b"\x08\0" + inner, stations + tag + b"\x12\x34unknown", stations + tag + b"\x81\0\0\5\x08\0" + inner]
    fibre = b"\x10\0" + stations[:6] + b"\0\0" + stations[6:]
    ipnet = lambda family: struct.pack(">BBHIIIII", 1, family, 4, 100, 1, 2, 0xFFFFFFFF, 0)
    sealed = lambda family, flags: struct.pack("<III", family, 0x01000000, flags)

    tap = lambda link, record=1, length=108: struct.pack("<III", length, record, link) + b"en0".ljust(96, b"\0")
    beacon = b"\0\x80\x01\x34\x12\x78\x56\xff\xcf\x02\1\x11\x22\x33\x12\xaa\xbb\xcc\xdd" + bytes(8) + b"data"
    low_rate = [
        b"\x61\x88\7\x34\x12\1\0\2\0payload", b"\2\0\x63\x39\x79", beacon, b"\x23\xc8\1\x34\x12\1\0" + bytes(range(8)) + b"\4", b"\3\x08\1\xff\xff\xff\xff\7",
        b"\x69\x98\5\x34\x12\1\0\2\0\x0d\1\0\0\0\1codefour", b"\x41\xea\5\x34\x12" + bytes(8) + bytes(range(8)) + b"\2\x0f\1\2\0\x3f\2\x88abx",
        b"\x23\xc8\1\x34\x12\1\0" + bytes(range(8)) + b"\1\x8e", b"\5\0x", b"\4\0", b"\x0d\x10\7data", b"\x21\x45\1", b"\1"]
    groups = [
        ("ipoib", 242, typed(bytes(40), 2, 44)), ("symantec", 99, typed(bytes(6), 36, 44)), ("ip-over-1394", 138, typed(bytes(range(1, 17)), 0, 18)),
        ("ip-over-fibre-channel", 122, [fibre + snap, fibre + unknown, fibre[:9]]), ("classical-ip", 106, [inner, snap, unknown, b"\xaa\xaa"]),
        ("enc", 109, [sealed(2, 0) + inner, sealed(2, 0x400) + inner, sealed(2, 0xC00) + inner, sealed(99, 0x800) + inner, b"enc"]),
        ("dsa", 284, tagged(b"\xc0\x08\0\0") + tagged(b"\x61\x15\xb5\x39") + tagged(b"\2\x16\x10\1")[:1] + tagged(b"\x82\x14\0\1")[:1] + [stations]),
        ("edsa", 285, tagged(b"\xda\xda\0\0\xc0\x0c\0\0") + [stations + b"\xda\xda"]), ("brcm-tag", 281, tagged(b"\0\0\x20\5") + tagged(b"\x20\x17\1\x80") + [stations]),
        ("brcm-tag-prepended", 282, [b"\0\0\x20\5" + stations + b"\x08\0" + inner, b"\x20\x17\1\x80" + stations + b"\x12\x34unknown"]),
        ("ipnet", 226, [ipnet(2) + inner, ipnet(9) + b"unknown", ipnet(2)[:20]]),
        ("pktap", 258, [tap(12) + inner, tap(1) + stations + b"\x08\0" + inner, tap(147) + b"unknown", tap(12, 0) + inner, tap(12, 5), tap(12, 1, 100), tap(12, 1, 500), tap(12)[:50]]),
        ("arcnet", 7, [b"\1\2\xf0" + inner, b"\1\2\xd4\0\0\7" + inner, b"\1\2\xd4\3\0\7" + inner, b"\1\2\xd4\2\0\7abc", b"\1\2\xd4\xff\xff\xff\xd4\0\0\7" + inner, b"\1\2\x99\0\0\7abc", b"\1\2\xd4\0", b"\1\2\xd4\xff\0\0\0", b"\1"]),
        ("arcnet-linux", 129, [b"\1\2\0\0\xf0" + inner, b"\1\2\xd4\0\xd4\0\0\7" + inner, b"\1\2\0\0\x99\0\0\7abc", b"\1\2\0\0\xd4\0", b"\1"]),
        ("wpan", 195, low_rate), ("wpan-tap", 283, [b"\0\0\x08\0abcd" + low_rate[0], b"\1\0\4\0" + low_rate[0], b"\0\0\x40\0abcd"]),
    ]
    cuts = [(packet, cut) for packet in (beacon, low_rate[5], low_rate[6]) for cut in range(1, len(packet), 2)]
    return [(name, link, packets, None) for name, link, packets in groups] + [("cut-wpan", 195, [packet for packet, _ in cuts], [cut for _, cut in cuts])]


def dns_samples():
    query = lambda name, kind="A", **more: DNS(id=0x1234, rd=1, qd=DNSQR(qname=name, qtype=kind), **more)
    answer = lambda *rrs, **more: DNS(id=0x1234, qr=1, rd=1, ra=1, qd=DNSQR(qname="example.test"), an=list(rrs), **more)
    ask, reply = ETHER / IP(src=A, dst=B) / UDP(sport=40001, dport=53), ETHER / IP(src=B, dst=A) / UDP(sport=53, dport=40001)
    return {"dns": [
        ask / query("example.test"),
        ask / query("example.test", "AAAA", ar=DNSRROPT(rclass=1232, z=0x8000)),
        ask / query("1.2.0.192.in-addr.arpa", "PTR"),
        reply / answer(DNSRR(rrname="example.test", ttl=300, rdata="192.0.2.80")),
        reply / answer(DNSRR(rrname="example.test", type="AAAA", ttl=300, rdata="2001:db8::80"), DNSRR(rrname="example.test", type="CNAME", ttl=60, rdata="www.example.test")),
        reply / answer(DNSRRMX(rrname="example.test", preference=10, exchange="mail.example.test"), DNSRR(rrname="example.test", type="TXT", rdata=[b"v=spf1 -all"])),
        reply / answer(DNSRRSRV(rrname="_sip._tcp.example.test", priority=1, weight=2, port=5060, target="sip.example.test")),
        reply / answer(DNSRRSOA(rrname="example.test", mname="ns.example.test", rname="root.example.test", serial=7)),
        reply / DNS(id=0x1234, qr=1, aa=1, rcode=3, qd=DNSQR(qname="nope.test")),
        reply / DNS(id=0x1234, qr=1, tc=1, qd=DNSQR(qname="long.test")),
        ETHER / IP(src=A, dst="224.0.0.251") / UDP(sport=5353, dport=5353) / query("_http._tcp.local", "PTR"),
        ask / (b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\xc0\x0c\x00\x01\x00\x01"),
        ask / b"\x12\x34\x01",
        ETHER / IP(src=A, dst=B) / tcp(dport=53, flags="PA", ack=1) / (struct.pack("!H", 30) + bytes(query("example.test"))),
    ]}


def ethertype(number, data):
    return Ether(src=ETHER.src, dst=ETHER.dst, type=number) / data


def cfm(opcode, flags, body, tlvs=b"", level=0):
    return ethertype(0x8902, bytes([level << 5, opcode, flags, len(body)]) + body + tlvs)


def continuity_check(flags, names, tlvs=b"\0"):
    return cfm(1, flags, struct.pack("!IH", 7, 9) + names.ljust(48, b"\0") + bytes(16), tlvs)


def sender_samples():
    """CFM frames whose sender says who it is, well or badly."""
    senders = [
        b"", b"\0", b"\x06\x04ABCDEF", b"\x05\x04ABCDE", b"\x05\x05\x01\x0a\0\0\1", b"\x11\x05\x02\x20\x01" + bytes(14),
        b"\x04\x05\x01\x0a\0\0", b"\x03\x07abc", b"\x09\x07abc", b"\x03\x07abc\x02\x05\x06\x04\x0a\0\0\1",
        b"\x03\x07abc\x02\x05\x06", b"\x03\x07abc\x05\1", b"\x03\x07abc\x02\x05\x06\x09\x0a\0\0\1",
    ]
    return [cfm(2, 0, b"\0\0\0\1", b"\1" + struct.pack("!H", len(s)) + s + b"\2\0\1\1\3\0\1\7\0") for s in senders]


def management_samples():
    return {
        "cfm": [continuity_check(flags, b"\1\2\5hello") for flags in range(8)] + [
            continuity_check(0x84, b"\4\3abc\2\4wxyz"), continuity_check(1, b"\3\6ABCDEF\1\2\0\1"),
            continuity_check(1, b"\3\5ABCDEF\1\2\0\1"), continuity_check(1, b"\0\2AB\x09\2\0\1"),
            continuity_check(1, b"\2\x2cAB"), continuity_check(1, b"\2\3abc\2\x30"),
            cfm(5, 0x80, struct.pack("!IB", 5, 64) + b"ABCDEFGHIJKL", b"\4\0\3abc\x1f\0\4\0\x80\xc2\1\0"),
            cfm(4, 0xE0, struct.pack("!IBB", 5, 64, 2), b"\x1f\0\2ab"), cfm(4, 0, b"abc"), cfm(5, 0, b"abc"), cfm(1, 0, b"abc"),
            cfm(3, 0, b"\0\0\0\1", b"\x63\0\2ab\2\0\0"), cfm(3, 0, b"1234", b"\4\0\x63abc"),
            ethertype(0x8902, b"\1\2\3\4"), ethertype(0x8902, b"\1\2"), ethertype(0xABCD, b"\xe0\2\3\0\2"),
        ] + sender_samples(),
        "configuration-test": [ethertype(0x9000, data) for data in [
            b"\0\0\1\0\5\0abcdef", b"\0\0\2\0ABCDEFxyz", b"\x08\0" + bytes(8) + b"\1\0\7\0", b"\3\0abc\1\0\7\0",
            b"\x63\0abc", b"\0", b"\0\0\1", b"\0\0\1\0\1", b"\0\0\2\0ABC", b"\0\0\3\0ABC",
        ]],
    }


def dvmrp(code, body, version=b"\0\0\4\3"):
    return ETHER / IP(src=A, dst="224.0.0.4", proto=2, ttl=1) / (bytes([0x13, code, 0, 0]) + version + body)


def rpki(*pdus):
    return ETHER / IP(src=A, dst=B) / TCP(sport=323, dport=4000, flags="PA", seq=1, ack=1) / b"".join(pdus)


def pdu(kind, body, session=0x1234, version=0, length=None):
    return struct.pack("!BBHI", version, kind, session, 8 + len(body) if length is None else length) + body


def vrrp(body, ttl=255):
    return ETHER / IP(src=A, dst="224.0.0.18", proto=112, ttl=ttl) / body


def pim(kind, body, reserved=0):
    message = bytes([0x20 | kind, reserved, 0, 0]) + body
    return ETHER / IP(src=A, dst="224.0.0.13", proto=103, ttl=1) / (message[:2] + struct.pack("!H", checksum(message)) + message[4:])


def option(kind, value):
    return struct.pack("!HH", kind, len(value)) + value


def ospf(kind, body, method=0, key=bytes(8), length=None, area=bytes(4), version=2):
    head = struct.pack("!BBH", version, kind, 24 + len(body) if length is None else length)
    return ETHER / IP(src=A, dst="224.0.0.5", proto=89, ttl=1) / (head + b"\x0a\0\0\1" + area + b"\0\0" + struct.pack("!H", method) + key + body)


def lsa(kind, body, ident=b"\x0a\0\0\1", length=None, options=2):
    """A link state advertisement: age 5, a sequence number, no check sum."""
    return struct.pack("!HBB", 5, options, kind) + ident + b"\x0a\0\0\1\x80\0\0\1\0\0" + struct.pack("!H", 20 + len(body) if length is None else length) + body


def update(*states):
    return ospf(4, struct.pack("!I", len(states)) + b"".join(states))


def padded(kind, value):
    return option(kind, value) + bytes(-len(value) % 4)


def ospf_states():
    host, mask = b"\x0a\0\0\1", b"\xff\xff\xff\0"
    hello = mask + struct.pack("!HBBI", 10, 0x12, 1, 40) + bytes(8)
    opaque = lambda kind, body, scope=10: lsa(scope, body, bytes([kind, 0, 0, 7]))
    megabit = struct.pack("!f", 125000.0)
    link = b"".join([
        padded(1, b"\1"), padded(2, host), padded(3, host), padded(4, host * 2), padded(5, b"\0\0\0\x0a"), padded(6, megabit),
        padded(7, megabit), padded(8, megabit * 8), padded(9, b"\0\0\0\1"), padded(11, host * 2), padded(14, b"\x10\0\0\0"),
        padded(15, b"\1\2\0\0" + megabit * 8), padded(16, b"\0\0\0\1\0\0\0\2"), padded(17, b"\1\0\0\0" + megabit * 2), padded(77, b"abc"),
    ])
    router = b"\x03\0\0\4" + b"".join(host + mask + bytes([kind, 0, 0, 9]) for kind in (1, 2, 3, 4))
    external = mask + b"\x80\0\0\x14" + bytes(8) + b"\1\xff\xff\xff" + host * 2
    return [
        ospf(2, struct.pack("!HBBI", 1500, 0x42, 7, 9) + lsa(1, b"", length=48) + lsa(5, b"", length=36)), ospf(2, bytes(8)), ospf(2, bytes(3)),
        ospf(3, struct.pack("!I", 1) + host * 2 + struct.pack("!I", 10) + b"\4\0\0\7" + host), ospf(3, bytes(7)),
        update(lsa(1, router), lsa(2, mask + host * 2), lsa(3, mask + b"\0\0\0\7"), lsa(4, bytes(4) + b"\1\0\0\7"), lsa(5, external), lsa(7, external)),
        update(lsa(1, b"\0\0\0\1" + host + mask + b"\1\1\0\7\2\0\0\x08")), update(lsa(1, b"\0\0\0\1" + host + mask + b"\x09\0\0\7")), update(lsa(2, b"\xff")),
        update(lsa(6, struct.pack("!I", 1) + host + struct.pack("!I", 2) + host + struct.pack("!II", 3, 3))), update(lsa(8, b"abcdefgh"), lsa(1, b"", length=7)),
        update(opaque(1, padded(1, host) + padded(2, link) + padded(9, b"abcd")), opaque(1, padded(2, padded(6, b"ab")))),
        update(opaque(3, padded(1, b"\0\0\0\x28") + padded(2, b"\2") + padded(3, host) + padded(7, b"x"), 9), opaque(3, option(1, b"ab"), 9)),
        update(opaque(4, padded(1, b"\0\0\0\x30") + padded(9, b"abcd"), 11), opaque(4, option(1, bytes(9))[:6], 11), opaque(99, b"abcdef", 11)),
        ospf(5, lsa(1, b"", length=48) + lsa(9, b"", b"\3\0\0\0", length=24)),
        ospf(1, hello + b"\0\0\0\x09" + padded(1, b"\0\0\0\3") + padded(2, b"\0\0\0\5" + bytes(16)) + padded(9, b"ab"), length=44),
        ospf(1, hello + b"\0\0\0\3" + option(1, b"abc") + bytes(5), length=44), ospf(1, hello, 2, b"\0\0\1\x50\0\0\0\7", length=40),
    ]


def routing_samples():
    host, group = b"\x0a\0\0\1", b"\xe0\1\1\1"
    hello = b"\xff\xff\xff\0" + struct.pack("!HBBI", 10, 2, 1, 40)
    return {
        "dvmrp": [
            dvmrp(1, b"\0\0\0\7"), dvmrp(1, b"\0\0\0\7" + host * 2), dvmrp(1, b"\0\0\0\7\1\2"), dvmrp(1, b"\0\0"),
            dvmrp(2, b"\xff\xff\0\x0a\1\2\x03\x0a\4\5\x83"), dvmrp(2, b"\0\0\0\x0a\x83\xff\xff\xff\x0a\1\2\3\x81"), dvmrp(2, b"\xff"),
            dvmrp(2, b"\xff\xff\0\x0a"), dvmrp(3, b""), dvmrp(4, host + b"\1\2\2" + host * 2), dvmrp(4, host + b"\1\2\2" + host),
            dvmrp(4, b"\x0a\0"), dvmrp(5, b""), dvmrp(6, host + b"\1\2\x73\2" + host * 2), dvmrp(6, host + b"\1\2\x73\2" + host),
            dvmrp(6, host + b"\1\2\x73\2\x0a\0"), dvmrp(7, host + group + b"\0\0\x1c\x20"), dvmrp(7, host + group), dvmrp(8, host + group),
            dvmrp(9, host + group), dvmrp(77, b""), ETHER / IP(src=A, dst=B, proto=2) / b"\x13\1\0\0",
        ],
        "rpki-router": [
            rpki(pdu(0, b"\0\0\0\1")), rpki(pdu(2, b""), pdu(3, b""), pdu(8, b"")), rpki(pdu(4, b"\1\x10\x18\0\x0a\1\0\0\0\0\0\7")),
            rpki(pdu(6, b"\1\x10\x18\0\x20\1" + bytes(14) + b"\0\0\0\7")),
            rpki(pdu(10, struct.pack("!I", 12) + pdu(1, b"\0\0\0\1") + struct.pack("!I", 5) + b"oops\1", 3)),
            rpki(pdu(10, bytes(8), 9)), rpki(pdu(10, bytes(4))), rpki(pdu(99, b"abc")), rpki(b"abc"), rpki(b"\0bc"), rpki(pdu(0, b"")),
            rpki(pdu(7, b"\0\0\0\1"), b"ab"), rpki(pdu(1, b"", version=9)), rpki(pdu(0, b"", length=4)), rpki(pdu(0, b"", length=400)),
            rpki(pdu(10, struct.pack("!I", 20) + pdu(10, struct.pack("!I", 4) + b"abcd" + bytes(4)) + bytes(4))),
        ],
        "vrrp": [
            vrrp(b"\x21\1\x64\1\0\1\xba\x52\xc0\0\2\1" + bytes(8)), vrrp(b"\x21\1\x64\2\1\1\0\0\xc0\0\2\1\xc0\0\2\2secret\0\0", 64),
            vrrp(b"\x31\1\x64\1\1\2\0\0\xc0\0\2\1"), vrrp(b"\x22\1\x64\1\1\2\0\0"), vrrp(b"\x41\1"), vrrp(b"\x21\1"),
            vrrp(b"\x21\1\2\3\5\5\0\0\1\2"),
            ETHER / IPv6(src=A6, dst="ff02::12", nh=112, hlim=255) / (b"\x31\1\x64\2\0\x64\0\0" + (b"\xfe\x80" + bytes(13) + b"\1") * 2),
        ],
        "pim": [
            pim(0, option(1, b"\0\x69") + option(19, b"\0\0\0\1") + option(20, b"abcd") + option(2, b"\x81\xf4\x09\xc4")
                + option(21, b"\1\5\0\7") + option(22, b"") + option(99, b"abcdef")),
            pim(0, option(18, b"") + option(19, b"abc")), pim(0, option(1, b"a")), pim(0, b"\0\1\0"), pim(0, b"", 7),
            pim(0, b"\0\1\0\x09\1"), ETHER / IP(src=A, dst="224.0.0.13", proto=103, ttl=1) / b"\x30\0\0\0",
        ],
        "ospf": [
            ospf(1, hello + host + b"\x0a\0\0\2" + b"\x0a\0\0\3" * 2), ospf(1, hello + bytes(8), 1, b"password", area=b"\0\0\0\1"),
            ospf(1, hello + bytes(24), 2, b"\0\0\1\x10\0\0\0\7", length=44), ospf(1, hello + bytes(4) + b"\1\2\3\4", 9), ospf(1, hello, length=90),
            ospf(9, b""), ospf(1, hello, version=4), ospf(1, hello + bytes(8) + b"\1\2"),
        ],
        "ospf-states": ospf_states(),
        "nat-traversal": [
            ETHER / IP(src=A, dst=B) / UDP(sport=4500, dport=4500) / data
            for data in [b"\xff", b"\xff\1\2", b"\1\2\3\4\0\0\0\5abc", b"\0\0\1\2", b"\0\0\1\2\3\4\5\6", b"\1"]
        ],
    }


def tunnel_samples():
    inner = Ether(src="02:00:00:00:00:0a", dst="02:00:00:00:00:0b") / IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=1000, dport=2000) / b"x"
    packet = IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=1000, dport=2000) / b"x"
    outer = ETHER / IP(src=A, dst=B)
    return {
        "vxlan": [outer / UDP(sport=50000, dport=4789) / VXLAN(vni=42, flags=8) / inner],
        "geneve": [outer / UDP(sport=50000, dport=6081) / GENEVE(vni=42) / inner],
        "gre": [outer / GRE() / packet, outer / GRE(key_present=1, key=99, seqnum_present=1, seqence_number=3) / packet],
        "mpls": [ETHER / MPLS(label=100, s=0, ttl=63) / MPLS(label=200, s=1, ttl=62) / packet],
        "pppoe": [
            Ether(src="02:00:00:00:00:01", dst="ff:ff:ff:ff:ff:ff") / PPPoED(code=9) / PPPoETag(tag_type=0x0101) / PPPoETag(tag_type=0x0103, tag_value=b"\x01\x02"),
            ETHER / PPPoE(sessionid=17) / PPP(proto=0x0021) / packet,
        ],
        "igmp": [
            ETHER / IP(src=A, dst="224.0.0.1", ttl=1) / IGMP(type=0x11, mrcode=100, gaddr="0.0.0.0"),
            ETHER / IP(src=A, dst="239.1.2.3", ttl=1) / IGMP(type=0x16, gaddr="239.1.2.3"),
            ETHER / IP(src=A, dst="224.0.0.2", ttl=1) / IGMP(type=0x17, gaddr="239.1.2.3"),
            ETHER / IP(src=A, dst="224.0.0.22", ttl=1) / IGMPv3(type=0x22) / IGMPv3mr(records=[IGMPv3gr(rtype=4, maddr="239.1.2.3"), IGMPv3gr(rtype=1, maddr="239.1.2.4", srcaddrs=["10.0.0.9"])]),
            ETHER / IP(src=A, dst="224.0.0.1", ttl=1) / IGMPv3(type=0x11, mrcode=20) / IGMPv3mq(gaddr="239.1.2.3", qqic=125, srcaddrs=["10.0.0.9"]),
        ],
    }


def words(*values):
    """32-bit words in network order; bytes stay as they are."""
    return b"".join(v if isinstance(v, bytes) else struct.pack("!I", v & 0xFFFFFFFF) for v in values)


def rpc_samples():
    name = lambda text: words(len(text)) + text + bytes(-len(text) % 4)
    handle = words(16, 0x01000700, 0x00120000, 0, 0x87DD7E9F)
    attributes = words(2, 0o40755, 3, 1000, 100, 0, 4096, 0, 8, 1, 2, 0, 5, 0, 99, 1600000000, 1, 1600000001, 2, 1600000002, 3)
    client, server = ETHER / IP(src=A, dst=B) / UDP(sport=800, dport=2049), ETHER / IP(src=B, dst=A) / UDP(sport=2049, dport=800)
    call = lambda xid, procedure, *rest: words(xid, 0, 2, 100003, 3, procedure, 0, 0, 0, 0, *rest)
    reply = lambda xid, *rest: words(xid, 1, 0, 0, 0, 0, *rest)
    wanted = words(1, 0o644, 1, 1000, 0, 0, 2, 1600000000, 5, 0)
    record = lambda message: words(0x80000000 | len(message)) + message
    cut = bytes(client / call(30, 3, handle, name(b"file.txt")))
    return {"nfs": [
        client / call(1, 0), server / reply(1),
        client / call(2, 1, handle), server / reply(2, 0, attributes),
        client / call(3, 3, handle, name(b"file.txt")), server / reply(3, 0, handle, 1, attributes, 0),
        client / call(4, 3, handle, name(b"none")), server / reply(4, 2, 1, attributes),
        client / call(5, 4, handle, 0x3F), server / reply(5, 0, 0, 0x1F),
        client / call(6, 6, handle, 1, 2, 512), server / reply(6, 0, 0, 512, 1, 512),
        client / call(7, 7, handle, 0, 8192, 4, 2, 4, b"data"), server / reply(7, 0, 1, 0, 100, 1, 2, 3, 4, 1, attributes, 4, 2, 0x11223344, 0x55667788),
        client / call(8, 10, handle, name(b"link"), wanted, name(b"target")), server / reply(8, 0, 1, handle, 1, attributes, 0, 0),
        client / call(9, 11, handle, name(b"dev"), 4, wanted, 8, 1), server / reply(9, 13, 0, 0),
        client / call(10, 14, handle, name(b"a"), handle, name(b"b")), server / reply(10, 0, 0, 0, 0, 0),
        client / call(11, 15, handle, handle, name(b"b")), server / reply(11, 0, 0, 0, 0),
        client / call(12, 16, handle, 0, 3, 7, 8, 1024), server / reply(12, 0, 0, 7, 8, 0),
        client / call(13, 17, handle, 0, 3, 7, 8, 1024, 4096), server / reply(13, 0, 0, 7, 8, 0),
        client / call(14, 18, handle), server / reply(14, 0, 0, *range(13)),
        client / call(15, 19, handle), server / reply(15, 0, 0, *range(12)),
        client / call(16, 20, handle), server / reply(16, 0, 0, 32000, 255, 1, 1, 0, 1),
        client / call(17, 21, handle, 0, 0, 0), server / reply(17, 0, 0, 0, 1, 2),
        client / words(18, 0, 2, 100003, 2, 4, 0, 0, 0, 0, bytes(range(32)), name(b"v2")), server / reply(18, 0, bytes(32), words(*range(17))),
        client / words(19, 0, 2, 100003, 2, 8, 0, 0, 0, 0, words(0x00100020, 8 << 16) + bytes(24), 1, 2, 3, 4),
        client / words(20, 0, 2, 100003, 2, 17, 0, 0, 0, 0, bytes(32)), server / reply(20, 0, 1, 2, 3, 4, 5),
        server / words(21, 1, 1, 1, 5), server / words(22, 1, 1, 0, 2, 3), server / words(23, 1, 2, 0), server / words(24, 1, 0, 0, 0, 4),
        client / call(25, 3, handle, 0xFFFFFFFE), client / words(26, 0, 2), client / words(27, 0, 2, 100003, 3, 1, 0, 4000, 0),
        ETHER / IP(src=A, dst=B) / tcp(dport=2049, flags="PA", ack=1) / record(call(28, 2, handle, wanted)),
        ETHER / IP(src=B, dst=A) / tcp(sport=2049, dport=40000, flags="PA", ack=1) / record(reply(28, 0, 0, 0)),
        Raw(cut[: len(cut) - 6]),
    ]}


def afs_samples():
    there = lambda port: ETHER / IP(src=A, dst=B) / UDP(sport=7001, dport=port)
    back = lambda port: ETHER / IP(src=B, dst=A) / UDP(sport=port, dport=7001)
    rx = lambda call, kind, flags, *rest: words(0x5FC3, 0x1234, call, 1, 7, struct.pack("!BBBBHH", kind, flags, 0, 2, 0, 52), *rest)
    text = lambda text: words(len(text)) + text + bytes(-len(text) % 4)
    letters = lambda text, count: b"".join(struct.pack("!I", byte) for byte in text.ljust(count, b"\0"))
    fid, store = words(536870918, 1, 2), words(0x41F, 1600000000, 1000, 100, 0o644, 4096)
    rights = text(b"2\n1\nsystem:administrators 127\nsystem:anyuser 9\nmallory 127\n")
    calls = [
        (7000, 130, fid + words(0, 4096)), (7000, 133, fid + store + words(0, 10, 10)), (7000, 134, fid + rights),
        (7000, 138, fid + text(b"old") + fid + text(b"newer")), (7000, 155, words(2) + fid + fid), (7000, 65537, fid + words(0, 1, 0, 2)),
        (7000, 137, fid + text(b"name") + store), (7000, 999, b""), (7001, 204, words(1) + fid + words(1, 1, 1600000000, 2)), (7001, 214, words(*range(11))),
        (7002, 504, words(1) + letters(b"gio", 64)), (7002, 505, words(2, 1, 2)), (7002, 500, text(b"user") + words(-1, 7)),
        (7003, 503, words(536870918, 1)), (7003, 504, text(b"root.cell")), (7003, 10000, words(1, 1600000000, 1600000000, 3, 1600000000, 4)),
        (7004, 21, text(b"user") + text(b"")), (7004, 23, words(1) + text(b"cell") + text(b"ticket") + text(b"a") + text(b"b")),
        (7005, 103, words(1, 1600000000, 1, 2, 3, 4)), (7005, 112, words(5)), (7007, 80, text(b"simple") + text(b"vlserver")),
    ]
    packets = [there(port) / rx(call + 1, 1, 5, operation, rest) for call, (port, operation, rest) in enumerate(calls)]
    entry = letters(b"root.cell", 65) + words(0, 2, 0x0A000001, 0x0A000002) + bytes(24) + words(0, 30) + bytes(24) + bytes(32) + words(1, 2, 3)
    replies = [(7000, 131, rights), (7000, 137, fid), (7000, 153, words(1600000000)), (7002, 504, words(2, 7, 8)), (7003, 503, entry), (7003, 510, words(1, 2) + entry), (7003, 20004, words(9, 8)), (7003, 526, letters(b"v", 65) + words(1, *range(11)) + bytes(44 * 12 + 52 * 3) + words(1, 2, 3)), (7005, 113, words(*range(16))), (7005, 116, words(0))]
    for index, (port, operation, rest) in enumerate(replies):
        packets += [there(port) / rx(100 + index, 1, 1, operation), back(port) / rx(100 + index, 1, 4, rest)]
    packets += [back(7000) / rx(1, 4, 0, 110), back(7000) / rx(2, 4, 0, 5), back(7002) / rx(11, 4, 0, -1), back(7003) / rx(16, 4, 0, 1600000000)]
    ack = struct.pack("!HHIIIBB", 1, 2, 10, 9, 5, 8, 6) + bytes([1, 1, 0, 1, 0, 0]) + bytes(3) + words(1444, 5692, 32, 4)
    packets += [back(7000) / rx(1, 2, 0x22, ack), back(7000) / rx(1, 2, 0, ack[:20]), back(7000) / rx(1, 6, 0), back(7000) / rx(1, 99, 0x3F), there(7000) / b"short"]
    return {"afs": packets}


def flow_samples():
    to = lambda port: ETHER / IP(src=A, dst=B) / UDP(sport=40000, dport=port)
    sflow = to(6343)
    head = words(5, 1, 0x0A000001, 3, 4, 5000)
    record = lambda kind, body: words(kind, len(body)) + body
    sample = lambda kind, body: words(kind, len(body)) + body
    flow = words(1, 0x02000003, 512, 1000, 0, 1, 2)
    counters = [record(kind, bytes(range(size))) for kind, size in ((1, 88), (2, 52), (3, 4), (4, 80), (5, 28), (1001, 28), (77, 6))]
    flows = [record(1, words(1, 100, 4, 18) + b"0123456789abcdef01"), record(2, words(60) + bytes(16) + words(0x800)), record(1001, words(1, 2, 3, 4)), record(1002, bytes(16)), record(0x1001, bytes(4)), record(9, b"unknown!")]
    return {"sflow": [
        sflow / (head + words(2) + sample(1, flow + words(6) + b"".join(flows)) + sample(2, words(7, 0x01000002, 7) + b"".join(counters))),
        sflow / (head + words(2) + sample(3, words(1, 0, 3, 512, 1000, 0, 0, 1, 0, 2, 1) + flows[0]) + sample(4, words(7, 0, 2, 1) + counters[0])),
        sflow / (words(5, 2) + bytes(range(16)) + words(3, 4, 5000, 1) + sample(9, b"unknown")),
        sflow / (head + words(1) + sample(2, words(7, 1, 1, 1, 400))), sflow / (head + words(1) + words(1, 0)), sflow / (head + words(1) + words(1, 999)),
        sflow / words(4, 1, 2, 3, 4, 5, 6), sflow / words(5, 1, 2), Raw(bytes(sflow / (head + words(1) + sample(2, words(7, 2, 1) + counters[0])))[:120]),
    ]}


def service_samples():
    to = lambda port: ETHER / IP(src=A, dst=B) / UDP(sport=40000, dport=port)
    timed = lambda kind, *rest: struct.pack("!BBH", kind, 1, 7) + words(*rest)
    notice = lambda *parts: b"".join(part + b"\0" for part in parts)
    zephyr = lambda kind, where, instance, opcode, *more, sender=b"me@X", to=b"": notice(b"ZEPH0.2", b"0x00000011", kind, b"id", b"0x0834", b"0x00", b"0x00", b"", where, instance, opcode, sender, to, b"", b"0x00", b"0x00", b"0x00", *more)
    lwres = lambda operation, flags, body: struct.pack("!IHHIIIIHH", 28 + len(body), 0, flags, 1, operation, 0, 16384, 0, 0) + body
    texts = lambda *texts: b"".join(text + b"\0" for text in texts)
    return {
        "timed": [
            to(525) / timed(1, 5, 7, b"host\0"), to(525) / timed(5, -2, 250000, b"host\0"), to(525) / timed(5, -1, 250000, b"host\0"),
            to(525) / timed(22, 1, -1, b"host\0"), to(525) / timed(24, 0x03000000, 0, b"loop\0"), to(525) / timed(2, 0, 0, b"x" * 300), to(525) / timed(99, 0, 0, b"host\0"), to(525) / timed(1, 5), to(525) / b"\x02",
        ],
        "zephyr": [
            to(2104) / zephyr(b"0x2", b"MESSAGE", b"PERSONAL", b"", to=b"you@X"), to(2103) / zephyr(b"0x2", b"ZEPHYR_CTL", b"CLIENT", b"SUBSCRIBE", b"message", b"*", b"me@X"),
            to(2103) / zephyr(b"0x5", b"ZEPHYR_CTL", b"CLIENT", b"GIMMEDEFS", b"QUEUED"), to(2103) / zephyr(b"0x1", b"ZEPHYR_CTL", b"REALM", b"ADD_SUBSCRIBE"), to(2103) / zephyr(b"0x1", b"USER_LOCATE", b"you@X", b"LOCATE"),
            to(2103) / zephyr(b"0x1", b"LOGIN", b"me@X", b"NET-VISIBLE", sender=b""), to(2103) / zephyr(b"0x3", b"HM_CTL", b"SERVER", b"BOOT"), to(2103) / zephyr(b"0x3", b"HM_STAT", b"HMST_CLIENT", b"GIMMESTATS"),
            to(2103) / zephyr(b"0x77", b"c" * 300, b"i", b"OP"), to(2103) / notice(b"ZEPH0.3", *[b"1"] * 16), to(2103) / notice(b"ZEPH0.2", b"1"), to(2103) / notice(b"OTHER"), to(2103) / zephyr(b"0x1", b"ZEPHYR_ADMIN", b"i", b"HELLO"),
        ],
        "lwres": [
            to(921) / lwres(0x10001, 0, words(0, 3) + struct.pack("!H", 7) + b"foo.net\0"), to(921) / lwres(0x10001, 1, words(0) + struct.pack("!HHH", 1, 2, 3) + b"foo\0" + b"\0\3bar\0" + words(1) + b"\0\4" + words(0x0A000001) + words(2) + b"\0\x10" + bytes(range(16))),
            to(921) / lwres(0x10002, 0, words(0, 1) + b"\0\4" + words(0x0A000001)), to(921) / lwres(0x10002, 0, words(0, 1) + b"\0\2\0\0"), to(921) / lwres(0x10002, 1, words(0) + struct.pack("!HH", 0, 3) + b"fooX"),
            to(921) / lwres(0x10003, 2, words(0) + struct.pack("!HHH", 3, 15, 3) + b"foo\0"), to(921) / lwres(0x10003, 1, words(0) + struct.pack("!HHIHH", 1, 1, 3600, 1, 1) + b"\0\3foo\0" + b"\0\2ab" + b"\0\1c"),
            to(921) / lwres(0, 0, b"") , to(921) / lwres(9, 0, b"more"), to(921) / (lwres(0, 0, b"") + b"more"), to(921) / (words(28, 0x00010000) + bytes(20)), to(921) / b"short",
        ],
        "kerberos": [
            to(88) / (b"\4\2" + texts(b"user", b"", b"REALM") + words(0) + b"\x0c" + texts(b"krbtgt", b"REALM")), to(88) / (b"\4\5" + texts(b"user", b"", b"REALM") + bytes(10) + b"\x10\0"), to(88) / (b"\4\6\1" + texts(b"REALM") + b"\x20\x30"),
            to(750) / (b"\4\x0a" + texts(b"user", b"", b"REALM") + bytes(4) + b"\0\x08" + bytes(2) + texts(b"unknown")), to(88) / b"\4\x0e", to(88) / b"\x6a\x81", to(88) / b"\3", to(88) / b"\0", to(88) / b"\4\2user", to(88) / b"\4",
        ],
        "someip": [to(30490) / (struct.pack("!HHIHHBBBB", 0xFFFF, 0x8100, 48, 0, 3, 1, 1, 2, 0) + bytes(40)), to(30490) / struct.pack("!HHIHHBBBB", 5, 6, 8, 1, 2, 1, 7, 0x80, 99), to(30490) / b"short", Raw(bytes(to(30490) / struct.pack("!HHIHHBBBB", 5, 6, 8, 1, 2, 1, 7, 0x80, 9))[:54])],
        "vat": [to(3456) / words(0x00850007, 99, 1), to(3456) / words(0xF0600000, 1), to(3456) / b"\0\0\0", to(3456) / b"\0"],
    }


def raw(port, *payloads, source=40002):
    """Datagrams to a port, each payload from hexadecimal digits or bytes."""
    there = ETHER / IP(src=A, dst=B, id=8)
    return [there / UDP(sport=source, dport=port) / (bytes.fromhex(p) if isinstance(p, str) else p) for p in payloads]


def tlv(kind, data, form="!HH", extra=0):
    return struct.pack(form, kind, len(data) + extra) + data


def ber(tag, *parts):
    body = b"".join(parts)
    return bytes([tag, len(body)]) + body


def integer(value):
    return ber(2, value.to_bytes((value.bit_length() // 8) + 1, "big"))


def snmp_samples():
    sys_up_time, enterprise = ber(6, b"\x2b\x06\x01\x02\x01\x01\x03\x00"), ber(6, b"\x2b\x06\x01\x04\x01\x87\x67")
    pair = lambda name, value: ber(0x30, name, value)
    unit = lambda tag, status, *pairs: ber(tag, integer(77), integer(status), integer(0), ber(0x30, *pairs))
    message = lambda version, community, pdu: ber(0x30, integer(version), ber(4, community), pdu)
    trap = ber(0xA4, enterprise, ber(0x40, b"\xc0\x00\x02\x01"), integer(6), integer(9), ber(0x43, b"\x01\x00"), ber(0x30, pair(sys_up_time, ber(0x43, b"\x05"))))
    usm = ber(0x30, ber(4, b"engine"), integer(3), integer(500), ber(4, b"user"), ber(4, b""), ber(4, b""))
    scoped = ber(0x30, ber(4, b"\x80\x00"), ber(4, b"ctx"), unit(0xA0, 0, pair(sys_up_time, ber(5))))
    version3 = ber(0x30, integer(3), ber(0x30, integer(1), integer(1500), ber(4, b"\x04"), integer(3)), ber(4, usm), scoped)
    return raw(
        161, message(0, b"public", unit(0xA0, 0, pair(sys_up_time, ber(5)))),
        message(1, b"secret", unit(0xA2, 2, pair(sys_up_time, ber(0x43, b"\x12\x34")), pair(enterprise, ber(4, b"text")), pair(enterprise, ber(4, b"\x00\x01")), pair(enterprise, ber(0x46, b"\xff" * 8)))),
        message(1, b"public", unit(0xA5, 3, pair(sys_up_time, ber(5)))), message(0, b"public", trap), version3,
        message(1, b"public", unit(0xA2, 0, pair(sys_up_time, ber(0x80)), pair(enterprise, ber(3, b"\x00")))),
        message(0, b"public", trap)[:-3], b"\x30\x82\x01", ber(0x30, integer(9)), b"\x1f\x85\x01\x00")


def dhcpv6_samples():
    address = bytes(IPv6(src=A6))[8:24]
    inner = b"\x01\x00\x12\x34" + tlv(1, bytes.fromhex("000100010000002a020000000001")) + tlv(6, bytes.fromhex("0017001800630008")) + tlv(8, b"\x00\x05")
    bound = tlv(3, struct.pack("!III", 7, 100, 200) + tlv(5, address + struct.pack("!II", 10, 20) + tlv(13, b"\x00\x02no")))
    prefix = tlv(25, struct.pack("!III", 7, 1, 2) + tlv(26, struct.pack("!IIB", 10, 20, 64) + address))
    key = tlv(11, bytes.fromhex("03010000000000000000010201") + bytes(15)) + tlv(11, bytes.fromhex("020100000000000000000102") + bytes(21))
    names = tlv(24, b"\x07example\x04test\x00\x02de\x00") + tlv(64, b"\x04aftr\x00") + tlv(56, struct.pack("!HH", 1, 16) + address + struct.pack("!HH", 3, 4) + b"\x02de\x00")
    lease = tlv(44, b"\x01" + address + tlv(6, b"\x00\x17")) + tlv(45, tlv(46, b"\x00\x00\x00\x05")) + tlv(47, address + b"relay") + tlv(48, address)
    odd = tlv(2, bytes.fromhex("00020000123401020304050607")) + tlv(2, bytes.fromhex("00030001020000000002")) + tlv(7, b"\xff") + tlv(14, b"") + tlv(18, b"eth0") + tlv(19, b"\x05") + tlv(37, b"\x00\x00\x00\x09port1") + tlv(41, b"CET-1\x00") + tlv(8, b"\x00") + tlv(99, b"x")
    relayed = b"\x0c\x00" + address + address + tlv(9, inner) + tlv(18, b"a")
    there = ETHER / IPv6(src=A6, dst=B6) / UDP(sport=546, dport=547)
    return [there / m for m in (
        inner, b"\x07\x00\x12\x34" + bound + prefix, b"\x07\x00\x12\x34" + key + names, b"\x0f\x00\x12\x34" + lease + odd, relayed,
        inner[:-1], b"\x01\x02", b"\x63\x00\x00\x01")]


def radius_samples():
    attribute = lambda kind, data: tlv(kind, data, "!BB", 2)
    number = lambda kind, value: attribute(kind, struct.pack("!I", value))
    message = lambda code, body: struct.pack("!BBH", code, 5, 20 + len(body)) + bytes(range(16)) + body
    address = bytes(IPv6(src=A6))[8:24]
    vendor = attribute(26, struct.pack("!I", 9) + attribute(1, b"a=b") + b"\x02\x09x")
    return raw(
        1812, message(1, attribute(1, b"user") + attribute(2, bytes(16)) + number(4, 0xC0000201) + number(5, 3) + number(6, 2) + number(61, 15) + number(8, 0xFFFFFFFE) + number(27, 3700) + number(28, 61) + vendor),
        message(2, number(64, 0x0100000D) + attribute(81, b"\x01vlan") + attribute(69, b"\x01\x12\x34pw") + number(83, 0x01000002) + number(56, 0x31000064) + attribute(58, b"2name") + number(55, 1_700_000_000) + number(101, 401) + number(101, 999)),
        message(11, attribute(79, b"\x01\x02\x00\x09\x01name") + attribute(80, bytes(16)) + attribute(97, b"\x00\x40" + address) + attribute(95, address) + attribute(124, struct.pack("!Q", 0x20000000003)) + attribute(125, b"\x40" + address)),
        message(4, number(40, 1) + attribute(70, bytes(range(16))) + attribute(71, bytes(range(14))) + attribute(84, bytes(8)) + attribute(126, b"1realm.test") + attribute(127, struct.pack("!HBBQQ", 1, 0, 1, 0xD000000080000000, 5) + b"GPS") + attribute(128, b"\x00\x01abc") + attribute(129, struct.pack("!HQ", 0x8001, 0) + b"note")),
        message(1, attribute(4, b"abc") + attribute(200, b"x") + b"\x01\x00"), message(1, b"\x01\x30ab"), message(3, b"")[:18], b"\x01\x05\x00\x05" + bytes(16))


def ike_samples():
    payload = lambda following, data: struct.pack("!BBH", following, 0, len(data) + 4) + data
    def message(first, version, exchange, flags, body, responder=0, number=0, length=None):
        return struct.pack("!QQBBBBII", 0x1122334455667788, responder, first, version, exchange, flags, number, length or 28 + len(body)) + body
    attributes = bytes.fromhex("80010005800200028003000180040002800b0001000c000400007080")
    transform = payload(0, b"\x01\x01\x00\x00" + attributes)
    first = message(1, 0x10, 2, 0, payload(13, struct.pack("!II", 1, 1) + payload(0, b"\x01\x01\x00\x01" + transform)) + payload(0, b"vendor id"))
    second = message(4, 0x10, 2, 0, payload(10, bytes(8)) + payload(5, bytes(range(12))) + payload(6, b"\x01\x11\x01\xf4\xc0\x00\x02\x01") + payload(11, b"\x04cert") + payload(12, bytes.fromhex("000000010304600011223344") + b"\x55" * 4) + payload(0, bytes.fromhex("0000000103040001aabbccdd")), 9)
    proposal = payload(0, b"\x01\x03\x04\x02\x01\x02\x03\x04" + payload(3, bytes.fromhex("0100000c800e0080")) + payload(0, bytes.fromhex("05000001")))
    init = message(33, 0x20, 34, 8, payload(34, proposal) + payload(40, bytes.fromhex("000e0000") + bytes(16)) + payload(41, bytes(range(24))) + payload(41, bytes.fromhex("00004004") + bytes(20)) + payload(43, bytes.fromhex("00004006") + b"cookie") + payload(0, b"hello there"))
    auth = message(35, 0x20, 35, 0x20, payload(39, b"\x02\x00\x00\x00name.test") + payload(44, b"\x02\x00\x00\x00" + bytes(range(30))) + payload(46, bytes(20)) + payload(0, bytes(32)), 7, 1)
    there, back = ETHER / IP(src=A, dst=B, id=9) / UDP(sport=500, dport=500), ETHER / IP(src=B, dst=A, id=9) / UDP(sport=500, dport=500)
    packets = [there / first, back / second, there / message(8, 0x10, 32, 3, bytes(24), 9, 5), there / init, back / auth]
    packets += [there / message(1, 0x10, 2, 0, payload(0, b"\x00\x00\x00\x02abcd"), 9, 0, 99), there / init[:60], there / first[:20], there / message(33, 0x20, 34, 8, b"\x00\x00\x00\x04"), there / message(1, 0x30, 2, 0, b"")]
    nat = ETHER / IP(src=A, dst=B, id=9) / UDP(sport=4500, dport=4500)
    return packets + [nat / b"\xff", nat / b"\xff\xff", nat / (bytes(4) + init), nat / (b"\x00\x00\x10\x00\x00\x00\x00\x01" + bytes(24))]


def l2tp_samples():
    pair = lambda kind, data, flags=0x8000: struct.pack("!HHH", flags | (len(data) + 6), 0, kind) + data
    control = lambda body: struct.pack("!HHHHHH", 0xC802, 12 + len(body), 3, 0, 1, 2) + body
    packet = bytes(IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=1000, dport=2000) / b"x")
    pairs = pair(0, b"\x00\x01") + pair(2, b"\x01\x00") + pair(3, b"\x00\x00\x00\x03") + pair(7, b"lac") + pair(9, b"\x00\x07") + pair(11, b"\x01\x02") + pair(1, b"\x00\x02\x00\x06no") + pair(5, bytes(8)) + pair(12, b"\x00\x10\x01q")
    more = pair(34, bytes(26)) + pair(35, bytes(10)) + pair(46, b"\x00\x01\xc0\x21\x01m") + pair(29, b"\x00\x02") + pair(20, b"") + pair(99, b"", 0) + pair(7, b"x", 0x4000) + struct.pack("!HHH", 8, 9, 1) + b"ab" + pair(13, b"short") + b"\x00\x05\x00\x00\x00\x00"
    return raw(1701, control(pairs), control(more), control(b""), struct.pack("!HHH", 0x0002, 3, 4) + b"\xff\x03\x00\x21" + packet, struct.pack("!HHHH", 0x0202, 3, 4, 2) + b"\x00\x00\x00\x21" + packet, b"\x00\x01", b"\x00\x03", control(pairs)[:30], b"\xc8\x02\x10\x00" + bytes(8), b"\x80\x02" + bytes(4))


def pptp_samples():
    message = lambda kind, body, cookie=0x1A2B3C4D: struct.pack("!HHIHH", 12 + len(body), 1, cookie, kind, 0) + body
    text = lambda value, room=64: value.ljust(room, b"\x00")
    bodies = [(1, struct.pack("!HHIIHH", 0x100, 0, 3, 3, 5, 6) + text(b"host") + text(b"maker")), (2, struct.pack("!HBBIIHH", 0x100, 1, 0, 1, 2, 5, 6) + text(b"host") + text(b"maker")), (3, b"\x03\x00\x00\x00"), (4, b"\x01\x00\x00\x01"), (5, bytes(4)), (6, bytes(4) + b"\x01\x02\x00\x00")]
    bodies += [(7, struct.pack("!HHIIIIHHHH", 1, 2, 3, 4, 1, 2, 5, 6, 3, 0) + text(b"123") + text(b"sub")), (8, struct.pack("!HHBBHIHHI", 1, 2, 4, 0, 3, 4, 5, 6, 7)), (9, struct.pack("!HHIIHH", 1, 2, 3, 4, 2, 3) + text(b"12") + text(b"345") + text(b"")), (10, struct.pack("!HHBBHHH", 1, 2, 3, 6, 5, 6, 0))]
    bodies += [(11, struct.pack("!HHIHHI", 1, 0, 2, 3, 4, 3)), (12, b"\x00\x01\x00\x00"), (13, struct.pack("!HBBHH", 1, 1, 0, 2, 0) + text(b"stats", 128)), (14, struct.pack("!HHIIIIII", 1, 0, 1, 2, 3, 4, 5, 6)), (15, struct.pack("!HHII", 1, 0, 2, 3)), (16, b""), (5, b"\x00")]
    there = ETHER / IP(src=A, dst=B, id=10) / tcp(dport=1723, flags="PA", ack=1)
    return [there / message(kind, body) for kind, body in bodies] + [there / message(5, bytes(4), 0x1234)]


def ptp_samples():
    def message(kind, body=b"", version=2, flags=0x0200):
        return struct.pack("!BBHBBHQIQHHBb", kind, version, 34 + len(body), 1, 0, flags, 0x123450000, 0, 0x1122334455667788, 1, 9, 5, -1) + body
    time, port = struct.pack("!HII", 0, 1700000000, 5), struct.pack("!QH", 0x99, 2)
    announce = time + struct.pack("!HBBBBHBQHB", 37, 0, 128, 248, 0xFE, 0xFFFF, 128, 0x99, 1, 0xA0)
    bodies = [(0, time), (0x11, time), (2, time + port), (3, time + port), (8, time), (9, time + port), (10, time + port), (11, announce), (12, port), (13, port + bytes(4)), (7, b"")]
    packets = raw(320, *[message(kind, body) for kind, body in bodies], message(0, b"", 1), message(0, b"", 3), message(0, time)[:40], b"\x00\x02", message(0, time, 2, 0x18C3), source=319)
    return packets + [Ether(src="02:00:00:00:00:01", dst="01:1b:19:00:00:00", type=0x88F7) / message(0, time)]


def eap_samples():
    frame = lambda kind, body=b"": Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:03", type=0x888E) / (struct.pack("!BBH", 1, kind, len(body)) + body)
    packet = lambda code, data=b"": struct.pack("!BBH", code, 7, 4 + len(data)) + data
    bodies = [packet(1, b"\x01"), packet(2, b"\x01user"), packet(1, b"\x02note"), packet(2, b"\x03\x0d\x15\x63"), packet(1, b"\x04abc"), packet(1, b"\x0d\x80\x00\x00\x01\x00"), packet(1, b"\x15\x21"), packet(1, b"\x2b\xc1"), packet(2, b"\x17\x05\x00"), packet(3), packet(4), packet(1), packet(2, b"\x02"), packet(2, b"\x03"), packet(2, b"\x0d"), packet(1, b"\x2b"), packet(2, b"\x12"), packet(9), b"\x01\x07\x00\x09", b"\x01"]
    return [frame(0, body) for body in bodies] + [frame(1), frame(2), frame(3, bytes(44)), frame(4), frame(9), frame(0)]


def beep_samples():
    there = ETHER / IP(src=A, dst=B, id=11) / tcp(dport=10288, flags="PA", ack=1)
    return [there / text for text in (b"RPY 0 1 . 0 5\r\n", b"ERR 0", b"ANS 0", b"NUL 0", b"SEQ 0", b"MSG 0", b"MSG\x00", b"END\x00", b"EN")]


def binary_service_samples():
    return {
        "snmp": snmp_samples(), "dhcpv6": dhcpv6_samples(), "radius": radius_samples(), "isakmp": ike_samples(),
        "l2tp": l2tp_samples(), "pptp": pptp_samples(), "ptp": ptp_samples(), "eap": eap_samples(), "beep": beep_samples(),
    }


def ethernet(ethertype, content):
    return bytes.fromhex("020000000002020000000001") + struct.pack(">H", ethertype) + bytes.fromhex(content)


def cisco(number, content):
    """A frame of one of Cisco's protocols, behind LLC and SNAP."""
    content = bytes.fromhex(content)
    head = struct.pack(">HBBB", 8 + len(content), 0xAA, 0xAA, 3) + b"\0\0\x0c" + struct.pack(">H", number)
    return bytes.fromhex("01000ccccccc020000000001") + head + content


def lldp(*elements):
    """A message of the given pairs of type and value, and the end."""
    content = b"".join(struct.pack(">H", kind << 9 | len(bytes.fromhex(value))) + bytes.fromhex(value) for kind, value in elements)
    return ethernet(0x88CC, (content + b"\0\0").hex())


def text(characters, length=0):
    return characters.encode().ljust(length, b"\0").hex()


def control_samples():
    """Link control protocols: a message with every element, then short and wrong ones."""
    basic = [(1, "04020000000001"), (2, "05" + text("eth0")), (3, "0078")]
    cdp = [
        "01 6162", "02 00000001 0101cc00040a000001", "03 " + text("Fa0/1"), "04 00000029", "05 " + text("one\ntwo"),
        "07 0a00000018", "0a 0001", "0b 01", "0e 010064", "0f 2000", "10 181a", "11 000005dc", "12 01", "13 02",
        "14 " + text("name"), "15 0102", "17 00" + text("here"), "99 0102", "0b 0102",
    ]
    cdp = [(int(number, 16), value.replace(" ", "")) for number, value in (entry.split(" ", 1) for entry in cdp)]
    cdp = "02b41234" + "".join(f"{kind:04x}{4 + len(value) // 2:04x}{value}" for kind, value in cdp)
    vtp = text("lab", 32)
    vlan = "30000205 03ea05dc 00018a8a" + text("fddi") + "0101000102010002030100010601000107010001090100070a01000104010009"
    ipx = "00000001ffffffffffff{:04x}00000002020000000001400100"
    ipx_packets = [(0x451, "2222"), (0x452, "00010004"), (0x453, "0002 00000005 0001 0002 00000006"), (0x455, "00"), (0x4000, "0102")]
    vqp = "01010006 00000001 00000c01 0004 0a000001 00000c02 0005 " + text("Fa0/1") + " 00000c05 0002 6162 00000c06 0006 020000000009 00000c09 0001 07 00000c01 0002 0a00"
    samples = {
        "lldp": [
            lldp(*basic, (4, text("port")), (5, text("host")), (6, text("a system")), (7, "00140004"), (8, "05010a000001020000000500")),
            lldp(*basic, (127, "0080c2010064"), (127, "0080c202060065"), (127, "0080c203006403" + text("lan")), (127, "0080c209a0" + "01234567" + "0a" * 8 + "02" * 8), (127, "0080c20c00a0aabb"), (127, "0080c20d0102034155"), (127, "0080c2990102")),
            lldp(*basic, (127, "00120f01036c03001e"), (127, "00120f02070101"), (127, "00120f030100000007"), (127, "00120f0405ee"), (127, "0012bb01003f04"), (127, "0012bb0201406401"), (127, "0012bb040300c8"), (127, "0012bb0a" + text("model")), (127, "00005e01" + text("https://example.test/mud"))),
            lldp(*basic, (127, "001b2102 020a 0000 00000001 00000002 0606 0000 a000 ff08 080a 0000 8000 8906 001b21 08 fe02 0102")),
            lldp((1, "04"), *basic),
            lldp(*basic, (2, "09aabb"), (5, ""), (3, "00")),
        ],
        "cdp": [cisco(0x2000, cdp), cisco(0x2000, "02b41234 0001 0006 6162 0002 0003"), cisco(0x2000, "02b41234 0001 00ff 6162")],
        "dtp": [cisco(0x2004, "01 0001 0008 61626300 0002 0005 81 0003 0005 a5 0004 000a 020000000009"), cisco(0x2004, "01 0002 0006 8181")],
        "udld": [cisco(0x111, "21031234 0001 0007 616263 0003 0008 00000000 0004 0005 07 0007 0008 00000001"), cisco(0x111, "21001234 0004 0006 0707")],
        "vtp": [
            cisco(0x2003, "01010103" + vtp + "00000005 0a000001 393330333031303030303030 00112233445566778899aabbccddeeff"),
            cisco(0x2003, "01020103" + vtp + "00000005" + vlan), cisco(0x2003, "01030003" + vtp + "00000001"), cisco(0x2003, "01010000" + vtp),
        ],
        "slow": [
            ethernet(0x8809, "0101 0114 8000 020000000001 0001 8000 0002 3d 000000 0214 8000 020000000002 0001 8000 0003 c5 000000 0310 8000" + "00" * 12 + "0000"),
            ethernet(0x8809, "0201 0110 0001 020000000009 00000042 0000 0000"),
            ethernet(0x8809, "030050 00 0110 01 0001 02 1f 05dc 00049f 01020304 00"),
            ethernet(0x8809, "030003 01 0007 0128 0005" + "%016x" * 4 % (5, 6, 7, 8) + "00000009 0000"),
            ethernet(0x8809, "030000 04 01"), ethernet(0x8809, "0a 0102"), ethernet(0x8809, "0101 0112 8000"), ethernet(0x8809, "0102"),
        ],
        "mpcp": [ethernet(0x8808, "000100ff" + "00" * 42), ethernet(0x8808, "0002 00000001 0a 00000010 0020 00000030 0040 0055"), ethernet(0x8808, "0003 00000001 03 05 0011 0012 80 0013"), ethernet(0x8808, "0004 00000001 0102"), ethernet(0x8808, "0005 00000001 0001 03 0004 05"), ethernet(0x8808, "0006 00000001 01 0002 0003"), ethernet(0x8808, "0007 00000001 01")],
        "realtek": [ethernet(0x8899, "01012379 0100 02000000 11223344 55667788"), ethernet(0x8899, "01802379 0102 020000000009 1234 aabbccdd"), ethernet(0x8899, "2300"), ethernet(0x8899, "92"), ethernet(0x8899, "77"), ethernet(0x8899, "0101")],
        "nlb": [ethernet(0x886F, "bbaa010200000000 05000000 0a000001 0a000002"), ethernet(0x886F, "bbaa010200000000 05000000 0a00")],
        "ipx": [ethernet(0x8137, f"ffff{30 + len(value.replace(' ', '')) // 2:04x}0011" + ipx.format(socket)[:-2] + value) for socket, value in ipx_packets] + [ethernet(0x8137, "ffff00100011" + ipx.format(1)[:-2])],
        "vqp": [ETHER / IP(src=A, dst=B, id=9) / UDP(sport=1589, dport=1589) / bytes.fromhex(vqp), ETHER / IP(src=A, dst=B, id=9) / UDP(sport=1589, dport=1589) / (b"\x02" * 8)],
    }
    return samples


def vector_samples():
    """Protocols of routers that tell each other how far everything is, and IPX."""
    rip = lambda *body, port=520: ETHER / IP(src=A, dst="224.0.0.9", ttl=1) / UDP(sport=port, dport=port) / b"".join(body)
    route = lambda family, tag, *rest: struct.pack("!HH", family, tag) + words(*rest)
    auth = lambda kind, data: struct.pack("!HH", 0xFFFF, kind) + data
    ng = lambda prefix, tag, length, metric: bytes.fromhex(prefix).ljust(16, b"\0") + struct.pack("!HBB", tag, length, metric)
    eigrp = lambda opcode, *parts, **more: ETHER / IP(src=A, dst="224.0.0.10", proto=88, ttl=2) / (struct.pack("!BBHIIIHH", more.get("version", 2), opcode, 0x1234, 9, 1, 2, 0, 100) + b"".join(parts))
    part = lambda kind, data: struct.pack("!HH", kind, 4 + len(data)) + data
    metric = words(25600, 256, 0x0005DC01) + b"\xff\x01\0\0"
    outside = words(0x0A000001, 65001, 7, 20) + b"\0\0\x09\x02"
    ipx = lambda socket, payload, length=None: Dot3(src="02:00:00:00:00:01", dst="ff:ff:ff:ff:ff:ff") / LLC(dsap=0xE0, ssap=0xE0, ctrl=3) / (struct.pack("!HHBBI6sHI6sH", 0xFFFF, length or 30 + len(payload), 0, 1, 0, b"\xff" * 6, socket, 0xA8F87967, b"\2\0\0\0\0\1", 0x4003) + payload)
    service = struct.pack("!H48sI6sHH", 4, b"SERVER", 1, b"\0\0\0\0\0\1", 0x451, 1)
    shim = lambda value, payload: ETHER / IP(src=A, dst=B) / UDP(sport=49152, dport=3784) / (words(value) + bytes(payload))
    inner = IP(src="10.0.0.1", dst="10.0.0.2") / UDP(sport=1000, dport=2000) / b"x"
    return {
        "rip": [
            rip(b"\2\1\0\0", route(2, 0, 0x0A000000, 0, 0, 1), route(0, 0, 0, 0, 0, 16), route(2, 0, 0x0A000000, 1, 0, 1), route(24, 0, 1, 2, 3, 4), b"short"),
            rip(b"\1\2\0\0", auth(2, b"secret".ljust(16, b"\0")), route(2, 7, 0x0A000000, 0xFF000000, 0, 1), route(2, 7, 0xC0000200, 0xFFFFFF00, 0xC0000201, 2), route(0, 0, 0, 0xFF00FF00, 0, 16), route(30, 0, 1, 2, 3, 4)),
            rip(b"\2\2\0\0", auth(3, struct.pack("!HBBI", 44, 1, 20, 99) + bytes(8)), route(2, 0, 0x0A000000, 0xFFFFFFFF, 0, 1), auth(1, bytes(16))),
            rip(b"\2\2\0\0", auth(9, b"what")), rip(b"\2\3\0\0"), rip(b"\3\2\0\0", b"host"), rip(b"\x63\2\0\0", b"?"), rip(b"\2\2\0"),
        ],
        "ripng": [
            rip(b"\2\1\0\0", ng("20010db8", 0, 32, 1), ng("", 9, 0, 16), port=521), rip(b"\1\1\0\0", ng("", 0, 0, 16), port=521), rip(b"\1\1\0\0", ng("20010db8", 0, 32, 1), b"rest", port=521),
            rip(b"\2\2\0\0", port=521), rip(b"\7\1\0\0", port=521), Raw(bytes(rip(b"\2\1\0\0", ng("20010db8", 0, 32, 1), port=521))[:60]),
        ],
        "eigrp": [
            eigrp(5, part(1, bytes([1, 0, 1, 0, 0, 0]) + b"\0\x0f"), part(4, b"\x0c\4\1\2"), part(3, b"\0\1\2\3")),
            eigrp(1, part(0x102, words(0) + metric + b"\x18\xc0\0\2\0"), part(0x103, words(0xC0000201) + outside + metric + b"\x08\x0a\0"), part(0x102, words(1) + metric + b"\x28\0")),
            eigrp(3, part(0x202, words(0x00010002) + metric + b"\0\1\0\2"), part(0x203, words(0, 1, 2, 3) + b"\4\1\0\5" + metric + b"\0\1\0\2"), part(0x204, words(0x00010002, 3)), part(0x302, b"ipx")),
            eigrp(4, part(1, b"\0")), eigrp(9, struct.pack("!HH", 1, 400) + b"data"), eigrp(5, version=7), Raw(bytes(eigrp(5, part(4, b"\x0c\4\1\2")))[:56]), ETHER / IP(src=A, dst=B, proto=88) / b"\2\5\0\0",
        ],
        "ipx-llc": [
            ipx(0x451, b"ncp"), ipx(0x452, struct.pack("!HH", 1, 4)), ipx(0x452, struct.pack("!H", 2) + service * 2), ipx(0x452, struct.pack("!H", 4) + service[:60]), ipx(0x452, b"\0\x09"),
            ipx(0x453, b"\0\1" + words(0xFFFFFFFF, 1)), ipx(0x453, b"\0\2" + words(1, 0x00010002, 2, 0x00010003) + b"ab"), ipx(0x455, b"nb"), ipx(0x456, b""), ipx(0x553, b""), ipx(0x9999, b"x"), ipx(0x451, b"", 12),
            Ether(src="02:00:00:00:00:01", dst="ff:ff:ff:ff:ff:ff", type=0x8137) / b"\xff\xff\0\x1e",
        ],
        "bcm-li": [
            shim(0x4AC00001, inner), shim(0x6C400002, IPv6(src=A6, dst=B6) / UDP(sport=1, dport=2) / b"x"), shim(0x48000003, inner), shim(0x28000004, b"\x99"), shim(0x4E400005, Ether(src="02:00:00:00:00:0a", dst="02:00:00:00:00:0b") / inner), shim(0x02000006, b"?"), ETHER / IP(src=A, dst=B) / UDP(sport=49152, dport=9) / b"ab",
        ],
    }


def tree_samples():
    """Multicast trees: PIM and Auto-RP."""
    def pim(first, body, reserved=0, dst="224.0.0.13"):
        data = struct.pack("!BBH", first, reserved, 0) + body
        covered = data[:8] if first & 15 == 1 else data
        data = data[:2] + struct.pack("!H", checksum(covered)) + data[4:]
        return ETHER / IP(src=A, dst=dst, proto=103, ttl=1) / data
    inet = lambda a: bytes(int(part) for part in a.split("."))
    option = lambda kind, data: struct.pack("!HH", kind, len(data)) + data
    unicast, group, source = lambda a: b"\1\0" + inet(a), lambda a, mask=32, flags=0: b"\1\0" + bytes([flags, mask]) + inet(a), lambda a, mask=32, flags=7: b"\1\0" + bytes([flags, mask]) + inet(a)
    inner = bytes(IP(src="10.0.0.1", dst="239.1.1.1") / UDP(sport=1, dport=2) / b"x")
    joins = words(0x000100D2) + group("239.1.1.1") + struct.pack("!HH", 1, 1) + source("10.0.0.1") + source("10.0.0.2", 24, 0xF9)
    old = lambda kind, body: ETHER / IP(src=A, dst="224.0.0.2", proto=2, ttl=1) / (b"\x14" + bytes([kind]) + b"\0\0\x10\0\0\0" + body)
    return {
        "pim": [
            pim(0x20, option(1, b"\0\x69") + option(2, b"\x81\xf4\x09\xc4") + option(19, words(1)) + option(20, words(0xDEADBEEF)) + option(21, b"\1\x3c\0\0") + option(22, b"") + option(24, unicast("10.0.0.1")) + option(99, b"unknown")),
            pim(0x20, option(18, b"")), pim(0x20, option(1, b"\0\0\x69")), pim(0x20, option(20, words(1))[:6]), pim(0x21, words(0x80000000) + inner), pim(0x21, words(0x40000000) + bytes(20)), pim(0x21, words(0) + b"\x90"), pim(0x21, words(0)),
            pim(0x22, group("239.1.1.1") + unicast("10.0.0.1")), pim(0x23, unicast("10.0.0.9") + joins), pim(0x23, inet("10.0.0.9"), 4), pim(0x27, joins), pim(0x23, b"\3\0" + bytes(8)),
            pim(0x24, b"\x12\x34\x1e\x40" + unicast("10.0.0.9") + group("224.0.0.0", 4) + b"\1\1\0\0" + unicast("10.0.0.8") + b"\0\x96\1\0"), pim(0x25, group("239.1.1.1") + unicast("10.0.0.1") + words(0x80000064, 5)),
            pim(0x28, b"\1\2\0\x96" + unicast("10.0.0.8") + group("239.0.0.0", 8, 0x80)), pim(0x29, unicast("10.0.0.1") + group("239.1.1.1") + unicast("10.0.0.2") + b"\0\x3c"), pim(0x2A, unicast("10.0.0.1") + words(1, 2) + unicast("10.0.0.2") + words(3, 4) + b"\0\x64", 0x30), pim(0x2A, unicast("10.0.0.1") + words(1, 2), 0x10),
            pim(0x2F, b""), pim(0x10, b""), ETHER / IP(src=A, dst=B, proto=103) / b"\x20",
            old(0, b"\x20\0\0\x69"), old(1, inner), old(2, inet("10.0.0.1") + inet("239.1.1.1")), old(4, inet("239.1.1.1") + words(0xFFFFFFFF) + inet("10.0.0.1") + words(90)), old(5, inet("239.1.1.1") + words(0xFFFFFF00) + inet("10.0.0.1") + words(0x80000001, 2)),
            old(3, inet("10.0.0.1") + words(210) + b"\0\0\4\1" + inet("239.1.1.1") + words(0xFFFFFFFF, 0x00010000) + b"\1\xe0" + inet("10.0.0.2")), old(3, inet("10.0.0.1") + words(180) + b"\0\0\4\2" + (inet("239.1.1.1") + words(0xFFFFFF00, 0x00010001) + b"\1\xe0" + inet("10.0.0.2") + b"\0\x20" + inet("10.0.0.3")) * 2), old(9, b""),
        ],
        "auto-rp": [
            ETHER / IP(src=A, dst="224.0.1.39") / UDP(sport=496, dport=496) / body for body in (
                b"\x11\1\0\xb5\0\0\0\0" + inet("10.0.0.1") + b"\3\2\0\4" + inet("224.0.0.0") + b"\3\x08" + inet("239.0.0.0"),
                b"\x12\1\0\0\0\0\0\0" + inet("10.0.0.1") + b"\x06\1\x04\4" + inet("224.0.0.0"), b"\x77\2\0\1\0\0\0\0" + inet("10.0.0.1"), b"short",
            )
        ],
    }


def llc(data, point=0xFE):
    """A frame of IEEE 802.3 with an LLC header."""
    return Ether(src="02:00:00:00:00:01", dst="01:80:c2:00:00:14", type=len(data) + 3) / (bytes([point, point, 3]) + data)


def osi_samples():
    """CLNP, ES-IS and IS-IS."""
    short = lambda kind, data: bytes([kind, len(data)]) + data
    system, node, state = bytes.fromhex("192168001001"), bytes.fromhex("19216800100102"), bytes.fromhex("1921680010010003")
    inet = lambda a: bytes(int(part) for part in a.split("."))
    bandwidth = struct.pack("!f", 1.25e8)

    def isis(kind, own, *elements, length=None, lead=b"\x83", version=1):
        body = b"".join(elements)
        declared = struct.pack("!H", 8 + len(own) + 2 + len(body) if length is None else length)
        own = own[:9] + declared + own[9:] if kind < 18 else declared + own
        return llc(lead + bytes([8 + len(own), version, 0, kind, 1, 0, 0]) + own + body)

    hello, lan = b"\3" + system + b"\0\x1e", b"\x40" + node
    link = lambda *parts: node + b"\0\0\x0a" + bytes([len(b"".join(parts))]) + b"".join(parts)
    links = [short(3, words(1)), short(4, words(1, 2)), short(6, inet("10.0.0.1")), short(8, inet("10.0.0.2")), short(9, bandwidth), short(11, bandwidth * 8), short(18, b"\0\1\0"), short(19, b"\0\3"), short(20, b"\x0a\7"), short(21, b"\1\2\0\0" + bandwidth * 9 + b"\x05\xdc"), short(21, b"\x64\2\0\0" + bandwidth * 9 + b"\1\0\0\0"), short(22, b"\1" + bandwidth * 2), short(29, b"\0\0\1\2\0\3"), short(32, b"\x30\1" + system + b"\0\0\7"), short(32, b"\0\1" + system + words(9)), short(99, b"abc"), b"\3"]
    lsp = lambda *elements, flags=3: isis(18, b"\4\xb0" + state + words(7) + b"\x12\x34" + bytes([flags]), *elements)
    mcid = b"\1" + b"region".ljust(32, b"\0") + b"\0\2" + bytes(range(16))
    bridging = [
        short(143, b"\0\2" + short(4, mcid * 2) + short(5, b"\x5f" + bytes(range(32))) + short(6, words(0x80C20101) + b"\x12\x3c")),
        short(144, b"\x80\2" + short(1, words(1, 2, 3) + b"\x80\0" + words(0x00112233) + b"\1\xe1" + words(0x80C20101) + b"\x12\x34\x56") + short(3, words(0x02000000) + b"\0\1\x10\x20" + words(0xC1000099))),
    ]
    clnp = lambda kind, options=b"", data=b"", flags=0: llc(b"\x81" + bytes([15 + len(options), 1, 0x11, flags | kind]) + struct.pack("!HH", 15 + len(options) + len(data), 0) + b"\2\x49\1\2\x49\2" + options + data)
    esis = lambda kind, body, extra=0: llc(b"\x82" + bytes([9 + len(body) + extra, 1, 0, kind, 0, 30, 0x12, 0x34]) + body)
    return {
        "isis": [
            isis(15, hello + lan, short(1, b"\3\x49\0\1"), short(6, bytes(6)), short(8, bytes(9)), short(10, b"\1secret"), short(10, b"\x36" + bytes(16)), short(10, b"\3\0\7" + bytes(4)), short(129, b"\xcc\x8e"), short(132, inet("10.0.0.1")), short(232, bytes(16)), short(211, b"\3\0\x3c" + system), short(229, b"\0\0\x80\2\1")),
            isis(17, hello + b"\1", short(240, b"\1" + words(5) + system + words(6)), short(240, b"\7"), short(241, words(9)), short(12, b"\x11\x22"), short(7, b"\0\1\0\2\0\3")),
            lsp(short(1, b"\3\x49\0\1"), short(137, b"router"), short(14, b"\5\xd4"), short(13, b"\2" + system * 2), short(13, b"\0"), short(131, b"\2\xfd\xe8"), short(131, b"\1abc"), short(134, inet("10.0.0.1")), short(138, node + b"\1" + inet("10.0.0.1") + inet("10.0.0.2") + words(7)), short(250, b"\0\0\x0cabc"), short(77, b"unknown"), flags=0xFF),
            lsp(short(2, b"\0" + b"\x0a\x80\1\2" + node), short(3, b"\x4a\x80\x80\x80" + system), short(4, system), short(5, b"\x0a\x80\x80\x80" + b"\6\x49\0\1"), short(128, b"\x0a\1\x42\x83" + inet("10.0.0.0") + inet("255.255.255.0") + b"\x8a\x80\x80\x80" + inet("10.0.0.0") + inet("255.0.255.0"))),
            lsp(short(22, link(*links[:-1])), short(22, link()), short(22, link(links[0], links[-1])), short(24, node + b"\0"), short(222, b"\x40\2" + link(links[0]))),
            lsp(short(135, words(10) + b"\x58\x0a\0\0" + bytes([33]) + short(1, words(1)) + short(2, words(1, 2)) + short(3, b"\x40\0" + words(7)) + short(3, b"\x08\1\0\0\7") + short(9, b"xy")), short(135, words(1) + b"\x39"), short(236, words(3) + b"\xc0\x20\x20\1\x0d\xb8"), short(235, b"\0\0" + words(1) + b"\0"), short(237, b"\0\2" + words(1) + b"\0\0")),
            lsp(short(242, inet("10.0.0.1") + b"\3" + short(2, b"\xc0\0\x1f\x40" + short(1, b"\0\x3e\x80")) + short(9, b"abc")), short(242, b"abc"), *bridging),
            isis(24, node + state + state, short(9, struct.pack("!H", 900) + state + words(3) + b"\x12\x34")), isis(27, node, short(9, bytes(15))), isis(24, node + state + state, length=20), isis(99, b"abc"), isis(15, hello + lan, version=2), isis(26, node + b"x"), isis(17, hello + b"\1", b"\1\xffabc"),
        ],
        "clnp": [
            clnp(28, data=b"data"), clnp(28, b"\xcd\1\7\xc3\1\xff\xc5\2\x40\3\xcc\2ab\x99\1x"), clnp(1, b"\xc1\1\x81", b"\x81" + bytes([15, 1, 4, 28, 0, 20, 0, 0]) + b"\2\x49\1\2\x49\2hello"), clnp(30, b"\xc8\6\1\3\2\x49\1\0\xcb\2\0\0"), clnp(28, b"\0\1\0\2\0\3", flags=0xE0), clnp(28, b"\xcd"), clnp(28, b"\xcd\x05a"), llc(b"\x81\5\1\0\0\0\0\0\0"), llc(b"\x81\xff\1\0\0\0\0\0\0"), llc(b"\x81\x09\2\0\0\0\0\0\0"),
            esis(2, b"\1\3\x49\0\1"), esis(4, b"\3\x49\0\1" + short(198, b"\0\x3c") + short(198, b"1") + short(205, b"\1")), esis(6, b"\3\x49\0\1\6\2\0\0\0\0\1\0"), esis(6, b"\2\x49\1\3abc\2\x49\2"), esis(9, b"abcd"), esis(2, b"\5ab"), esis(2, b"\0", 200), esis(4, b""), llc(b"\x82\1"),
            llc(b"\0abc"), llc(b"\xcc" + bytes(IP(src=A, dst=B) / UDP(sport=1, dport=2) / b"x")), llc(b"\x42abc"), llc(b""),
        ],
    }


def router_samples():
    """BGP, LDP and other protocols of routers over TCP and UDP."""
    inet = lambda a: bytes(int(part) for part in a.split("."))
    short = lambda kind, data: bytes([kind, len(data)]) + data
    long = lambda kind, data: struct.pack("!HH", kind, len(data)) + data
    bgp = lambda kind, body=b"", length=None: b"\xff" * 16 + struct.pack("!HB", 19 + len(body) if length is None else length, kind) + body
    stream = lambda port, *messages: ETHER / IP(src=A, dst=B, id=1) / tcp(dport=port, flags="PA", ack=1) / b"".join(messages)
    attribute = lambda kind, data, flags=0x40: bytes([flags, kind, len(data)]) + data
    update = lambda attributes=b"", routes=b"", withdrawn=b"": bgp(2, struct.pack("!H", len(withdrawn)) + withdrawn + struct.pack("!H", len(attributes)) + attributes + routes)
    capabilities = [short(1, b"\0\1\0\1"), short(2, b""), short(64, b"\x80\x78\0\1\1\x80"), short(65, words(70000)), short(69, b"\0\1\1\3"), short(69, b"abc"), short(8, b"\0\1\1\2"), short(99, b"what"), short(1, b"ab")]
    families = {
        (1, 4): b"\x30\0\x01\x01\x0a\1\2", (1, 128): b"\x70\0\x01\x01" + b"\0\0\0\1\0\0\0\2" + b"\x0a\1\2", (1, 132): b"\x60" + words(65001) + b"\0\2\0\1\0\0\0\2", (1, 66): b"\x80" + b"\0\1" + inet("10.0.0.1") + b"\0\7" + inet("10.0.0.2") + inet("239.0.0.1"), (1, 5): b"\5\x12" + b"\0\2" + words(70000) + b"\0\7" + b"\x20" + inet("10.0.0.1") + b"\x20" + inet("239.0.0.1"),
        (2, 1): b"\x20\x20\1\x0d\xb8", (2, 128): b"\x78\0\x01\x00" + bytes(8) + b"\x20\1\x0d\xb8", (25, 65): b"\0\x11" + bytes(8) + b"\0\1\0\2\0\3\x10\0\0", (196, 128): b"\0\x0c" + bytes(8) + inet("10.0.0.1"), (3, 1): b"\x10\0\0\0\x49\1", (1, 70): b"abc",
    }
    hops = {1: inet("10.0.0.9"), 2: bytes(16), 3: b"\x49\1", 25: inet("10.0.0.9"), 196: inet("10.0.0.9")}
    reach = [update(attribute(14, struct.pack("!HB", *key) + short(0, (bytes(8) if key[1] == 128 and key[0] < 3 else b"") + hops[key[0]])[1:] + b"\0" + route, 0x80)) for key, route in families.items()]
    extended = b"".join(struct.pack("!H", kind) + inet("10.0.0.1") + b"\0\5" for kind in (0x0002, 0x0102, 0x0202, 0x4004, 0x0306, 0x8000, 0x0107, 0x800A, 0x0009, 0x030C, 0x8801, 0x9999))
    attributes = attribute(1, b"\0") + attribute(2, b"\2\2\xfd\xe9\xfd\xea\1\1\0\7") + attribute(3, inet("10.0.0.9")) + attribute(4, words(5), 0x80) + attribute(6, b"") + attribute(7, b"\xfd\xe9" + inet("10.0.0.1"), 0xC0) + attribute(8, words(0xFFFFFF01, 0x00010002), 0xC0) + attribute(9, inet("10.0.0.1"), 0x80) + attribute(10, inet("10.0.0.1") * 2, 0x80)
    more = attribute(16, extended, 0xC0) + attribute(17, b"\2\1" + words(70000), 0xC0) + attribute(18, words(70000) + inet("10.0.0.1"), 0xC0) + attribute(22, b"\1\6\0\1\0" + inet("10.0.0.1"), 0xC0) + attribute(26, b"\1\0\x0b" + bytes(7) + b"\5", 0x80) + attribute(32, words(1, 2, 3, 4, 5, 6), 0xC0) + attribute(128, words(70000) + attribute(1, b"\1") + attribute(5, words(100)), 0xC0) + attribute(99, b"what", 0xCF) + b"\x50\1\0\1\2" + attribute(2, b"abc") + attribute(2, b"")
    ldp = lambda *messages: struct.pack("!HH", 1, 6 + len(b"".join(messages))) + inet("10.0.0.1") + b"\0\0" + b"".join(messages)
    label = lambda kind, *parts: struct.pack("!HHI", kind, 4 + len(b"".join(parts)), 7) + b"".join(parts)
    to = lambda port, data, **fields: ETHER / IP(src=A, dst=B, id=1) / UDP(sport=40003, dport=port) / data
    control = lambda first, flags, extra=b"": bytes([first, flags, 3, 24 + len(extra)]) + words(1, 2, 1000000, 300000, 50000) + extra
    echo = lambda *parts, code=3: struct.pack("!HHBBBBII", 1, 0, 1, 2, code, 1, 0x11223344, 5) + words(0xE9000000, 0x80000000, 0, 0) + b"".join(part + bytes(-len(part) % 4) for part in parts)
    babel = lambda *messages, tail=b"": b"\x2a\2" + struct.pack("!H", len(b"".join(messages))) + b"".join(messages) + tail
    olsr = lambda kind, body, length=None: struct.pack("!HH", 16 + len(body), 9) + bytes([kind, 0x86]) + struct.pack("!H", 12 + len(body) if length is None else length) + inet("10.0.0.1") + b"\1\0\0\7" + body
    return {
        "bgp": [
            stream(179, bgp(1, b"\4\xfd\xe9\0\xb4" + inet("10.0.0.1") + short(0, short(2, b"".join(capabilities)) + short(1, b"ab"))[1:])), stream(179, bgp(4), update(), bgp(3, b"\6\2\3bye"), bgp(3, b"\6\1\0\1\1" + words(100)), bgp(3, b"\1\2"), bgp(3, b"\x63\7"), bgp(5, b"\0\1\0\1"), bgp(9, b"what")),
            stream(179, update(attributes, b"\x18\x0a\1\2\0", b"\x10\x0a\1")), stream(179, update(more)), stream(179, *reach[:6]), stream(179, *reach[6:]), stream(179, update(attribute(15, b"\0\1\1", 0x80)), update(attribute(15, b"\0\2\1\x20\x20\1\x0d\xb8", 0x80))),
            stream(179, b"tail of one" + bgp(4)), stream(179, bgp(4, length=5)), stream(179, bgp(2, b"\0", length=900)), stream(179, update(attribute(1, b"\0") + b"\x40\2\x30a")), stream(179, update(b"", words(1) + b"\x18\x0a\1\2" + words(2) + b"\x18\x0a\1\3")),
        ],
        "telnet": [stream(23, b"\xff\xfd\x18\xff\xfb\x99\xff\xfa\x18\0xterm\xff\xf0\xff\xf1\xff\xff"), stream(23, b"\xff\xfa\x25\1\2\3\xff\xf0\xff\xfa\x26\1\1\xff\xf0"), stream(23, b"login: "), stream(23, b"\xff\xfa\x18abc"), stream(23, b"\xff\x01"), stream(23, b"\xff")],
        "msdp": [stream(639, b"\1\0\x14\1" + inet("10.0.0.1") + b"\0\0\0\x20" + inet("239.0.0.1") + inet("10.0.0.2")), stream(639, b"\2\0\x08\0" + inet("239.0.0.1") + b"\4\0\3\5\0\4a\6\0\3"), stream(639, b"\4\0\2"), stream(639, b"\4\0\4")],
        "ldp": [
            to(646, ldp(label(0x100, long(0x400, b"\0\x0f\xc0\0"), long(0x401, inet("10.0.0.1")), long(0x402, words(7)), long(0x403, bytes(16))))), stream(646, ldp(label(0x200, long(0x500, struct.pack("!HHBBH", 1, 180, 0x80, 3, 4096) + inet("10.0.0.2") + b"\0\0"), long(0x8503, b"\x80\x0f\0\0" + words(1, 2))), label(0x8201))),
            stream(646, ldp(label(0x300, long(0x101, b"\0\1" + inet("10.0.0.1") * 2)), label(0x400, long(0x100, b"\2\0\1\x18\x0a\1\2"), long(0x200, words(100)), long(0x100, b"\1"), long(0x100, b"\2\0\2\x20\x20\1\x0d\xb8"), long(0x100, b"\2\0\1\x18\x0a"), long(0x100, b"\x80\x80\5\x14" + words(1, 2) + b"\1\4\5\xdc\3\5eth\x0c\4\3\6\x63\3x")), label(1, long(0x300, words(0xC0000014, 9) + b"\0\0"), long(0x601, b"\5\xdc"), long(0x99, b"what")), label(0x77, b"what"))),
            to(646, ldp(label(0x100, long(0x400, b"ab"), b"\1\0\0\xff"))), to(646, b"\0\2" + bytes(20)), to(646, b"\0\1\0\2" + bytes(20)),
        ],
        "bfd": [to(3784, control(0x20, 0xC8)), to(3784, control(0x21, 0x44, b"\1\x09\1secret")), to(4784, control(0x20, 0xC4, b"\2\x18\1\0" + words(5) + bytes(16))), to(6784, control(0x20, 0x84, b"\5\x1c\1\0" + words(5) + bytes(20))), to(3784, control(0x20, 4, b"\2\5\1\0")), to(3784, control(0, 0xFF)), to(3784, control(0x60, 0)), to(3785, b"echo"), to(3784, b"short")],
        "hsrp": [to(1985, b"\0\0\x10\3\x0a\x64\1\0cisco\0\0\0" + inet("10.0.0.1")), to(1985, b"\0\x09\x09\3\x0a\x64\1\7cisco\0\0\0" + inet("10.0.0.1")), to(1985, b"\1\0"), to(1985, b"\0\0\x10\3")],
        "lisp": [to(4342, b"\x3a\0\1\1" + bytes(8) + b"\0\1\0\4abcd" + words(1440) + b"\1\x18\x30\0\0\7\0\1" + inet("10.1.2.0") + b"\1\x64\xff\0\0\5\0\1" + inet("10.0.0.1") + bytes(range(24))), to(4342, b"\x40\0\0\1" + bytes(8) + b"\0\2\0\0" + words(5) + b"\1\x40\x10\0\0\0\0\2" + bytes(16) + b"\1\2\3\4\0\3\0\2" + bytes(16) + b"tail"), to(4342, b"\x10" + bytes(15)), to(4342, b"\x90" + bytes(15)), to(4342, b"\x30" + bytes(15)), to(4342, b"short")],
        "babel": [to(6696, babel(short(4, b"\0\0\0\5\1\x90" + b"\3\4" + words(1500000)), short(5, b"\1\0\1\0\4\xb0" + inet("10.0.0.1") + b"\3\x08" + words(1, 2)), short(6, b"\0\0" + bytes(range(8))), short(7, b"\1\0" + inet("10.0.0.9")), short(8, b"\1\x80\x18\0\4\xb0\0\7\1\0" + b"\x0a\1\2" + b"\2\3\1\0\xff"), short(8, b"\1\x41\x18\2\xff\xff\0\7\1\0\3"), short(8, b"\3\0\x80\0\4\xb0\0\7\1\0" + bytes(8)), b"\0", short(1, bytes(3)))), to(6696, babel(short(2, b"\0\0\x12\x34\0\x64"), short(3, b"\x12\x34"), short(9, b"\0\0"), short(9, b"\1\x18\x0a\1\2"), short(10, b"\1\x18\0\5\4\0" + bytes(range(8)) + b"\x0a\1\2"), short(11, b"\0\1" + words(9)), short(12, b"\0\1" + bytes(16)), short(13, b"\1\x18\x18\0\4\xb0\0\7\1\0\x0a\1\2\x0a\1\3"), short(14, b"\1\x18\x18\x0a\1\2\x0a\1\3"), short(15, b"\1\x18\0\5\4\x18" + bytes(range(8)) + b"\x0a\1\2\x0a\1\3"), short(16, b"mac"), short(17, words(5) + b"ab"), short(18, b"abc"), short(19, b"abc"), short(99, b"x"), tail=short(16, b"mac"))), to(6696, babel(short(8, b"\1\0\x18\5\0\1\0\7\1\0"))), to(6696, babel(short(4, b"ab"))), to(6696, b"\x2a\3\0\0"), to(6696, b"\1\2\0\0"), to(6696, b"\x2a\2\0\x09"), to(6696, b"\x2a")],
        "olsr": [to(698, olsr(1, b"\0\0\x05\3\6\0\0\x0c" + inet("10.0.0.2") * 2)), to(698, olsr(201, b"\0\0\x05\3\6\0\0\x0c" + inet("10.0.0.2") + b"\xff\x80\0\0")), to(698, olsr(2, b"\0\7\0\0" + inet("10.0.0.2"))), to(698, olsr(3, inet("10.0.0.2") * 2)), to(698, olsr(4, inet("10.1.0.0") + inet("255.255.0.0") + bytes(4) + b"\0\x07\x0b\x12")), to(698, olsr(130, b"\0\1\0\1\0\0\0\4" + inet("10.0.0.2") + b"name")), to(698, olsr(128, b"power")), to(698, olsr(1, b"", 99)), to(698, b"\0")],
        "lsp-ping": [to(3503, echo(long(1, long(1, inet("10.0.0.1") + b"\x20\0\0\0")), long(9, b"abcd"))), to(3503, echo(long(1, struct.pack("!HH", 1, 5) + inet("10.0.0.1") + b"\x20\0\0\0"), long(15, words(7)), long(5, words(9)), long(2, b"\5\xdc\1\0" + inet("10.0.0.1") + inet("10.0.0.2") + b"\0\0\0\0"), long(2, b"\5\xdc\3\0"), long(3, b"pad"), long(7, b""))), to(3503, echo(long(1, struct.pack("!HH", 3, 20) + inet("10.0.0.1") + b"\0\0\0\7" + inet("10.0.0.2") * 2 + b"\0\0\0\5"), code=1)), to(3503, echo(long(1, struct.pack("!HH", 10, 14) + inet("10.0.0.1") * 2 + words(5) + b"\0\5\0\0"), code=99)), to(3503, echo(b"\0\1\0\x63")), to(3503, b"\0\2" + bytes(30)), to(3503, b"short")],
    }


def reservation_samples():
    """OSPF over IPv6, RSVP, and what configures and routes ad hoc networks."""
    inet = lambda a: bytes(int(part) for part in a.split("."))
    a, b, a6, b6 = inet("10.0.0.1"), inet("10.0.0.2"), bytes.fromhex("fe80" + "00" * 13 + "0a"), bytes.fromhex("fe80" + "00" * 13 + "0b")
    ip = lambda protocol, data: ETHER / IP(src=A, dst=B, id=1, proto=protocol) / data
    ip6 = lambda protocol, data: ETHER / IPv6(src=A6, dst=B6, nh=protocol) / data
    ospf6 = lambda kind, body, tail=b"", length=None, area=bytes(4), instance=0, version=3: ip6(89, struct.pack("!BBH", version, kind, 16 + len(body) if length is None else length) + a + area + bytes([0, 0, instance, 0]) + body + tail)
    lsa = lambda kind, body, length=None: struct.pack("!HH", 9, kind) + a + b + struct.pack("!IHH", 0x80000001, 0, 20 + len(body) if length is None else length) + body
    update = lambda *states, count=None: ospf6(4, struct.pack("!I", len(states) if count is None else count) + b"".join(states))
    prefix = lambda size, flags=0, metric=10: bytes([size, flags]) + struct.pack("!H", metric) + (bytes.fromhex("20010db8") * 4)[: (size + 31) // 32 * 4]
    hello = lambda flags=0x13, router=a: words(5) + struct.pack("!I", 1 << 24 | flags) + struct.pack("!HH", 10, 40) + router * 2
    trailer = lambda kind=1, length=24: struct.pack("!HHHH", kind, length, 0, 7) + words(1, 2) + bytes(8)
    links = b"".join(bytes([kind, 0, 0, 10]) + words(5, 6) + a for kind in (1, 2, 4))
    ospf6_packets = [
        ospf6(1, hello() + a + b), ospf6(1, hello(0, bytes(4)), area=a, instance=3), ospf6(1, hello(0x73F) + a, b"\0\1\0\4" + trailer()), ospf6(1, hello(0x200), b"\0\1\0\x09"), ospf6(1, hello(0x200), b"\0\1"), ospf6(1, hello(0x400), trailer(9)), ospf6(1, hello(0x400), trailer(1, 99)),
        ospf6(2, words(0x13) + b"\5\xdc\0\x17" + words(77) + lsa(0x2001, b"")), ospf6(2, words(0x213) + b"\5\xdc\0\0" + words(77), b"\0\1\0\4"), ospf6(3, b"\0\0\x20\1" + a + b + b"\0\0\xc0\5" + a + b), ospf6(5, lsa(0x2001, b"", 40) + lsa(0x4005, b"", 5)),
        update(lsa(0x2001, b"\x1f\0\0\x13" + links), lsa(0x2002, words(0x13) + a + b), lsa(0x2003, words(20) + prefix(64) + prefix(128, 0x3F)), lsa(0x4005, words(0x7000014) + prefix(32, 0, 0x2001) + b6 + a + b), lsa(0x4005, words(20) + prefix(0))),
        update(lsa(8, b"\1\0\0\x13" + a6 + words(2) + prefix(64) + prefix(48)), lsa(0x2009, struct.pack("!HH", 1, 0x2001) + a + b + prefix(64)), lsa(11, struct.pack("!HH", 1, 4) + words(60)), lsa(0x8063, b"what")), update(lsa(10, struct.pack("!HH", 1, 4) + a), lsa(0x2001, bytes(4) + bytes([9]) + bytes(15)), count=9),
        update(lsa(0x2001, b"ab")), update(lsa(0x2001, bytes(8))), update(lsa(0x2003, words(20) + bytes([129]) + bytes(19))), update(lsa(8, bytes(4))), update(lsa(11, b"abc")), update(lsa(0x2002, b"", 99)), ospf6(9, b"what"), ospf6(1, hello(), length=99), ospf6(1, hello(), version=2),
    ]
    thing = lambda group, kind, data: struct.pack("!HBB", 4 + len(data), group, kind) + data
    message = lambda kind, *things, first=0x11: bytes([first, kind]) + struct.pack("!HBBH", 0x1234, 64, 0, 8 + len(b"".join(things))) + b"".join(things)
    parameter = lambda kind, data: bytes([kind, 0]) + struct.pack("!H", len(data) // 4) + data
    service = lambda kind, *parts: bytes([kind, 0x80 if kind == 5 else 0]) + struct.pack("!H", len(b"".join(parts)) // 4) + b"".join(parts)
    services = lambda *parts: struct.pack("!HH", 0, len(b"".join(parts)) // 4) + b"".join(parts)
    rate = lambda *values: b"".join(struct.pack("!f", value) for value in values)
    session, sender = thing(1, 7, a + b"\0\0\0\7" + b), thing(11, 7, a + b"\0\0\0\7")
    things = [
        *[thing(1, kind, data) for kind, data in ((1, a + b"\x11\1\0\x50"), (2, a6 + b"\x11\1\0\x50"), (8, a6 + b"\0\0\0\7" + b6), (13, a + b"\0\0\0\7" + b), (14, a + b"\0\0\0\7" + b6 + bytes(4)), (3, a))],
        *[thing(3, kind, data) for kind, data in ((1, a + words(1)), (3, a + words(1) + b"more"), (4, a6 + words(1)), (9, a))], thing(4, 1, bytes(range(32))), thing(5, 1, words(30000)), thing(5, 2, words(30000)),
        *[thing(6, 1, a + bytes([1, code]) + struct.pack("!H", value)) for code, value in ((24, 5), (28, 3), (125, 99), (25, 6))], thing(6, 2, a6 + b"\1\x18\0\3"), thing(6, 4, a6 + b"\1\x1c\0\3"), thing(8, 1, words(10)), thing(8, 1, words(0x5000063)),
        *[thing(group, kind, data) for group in (10, 11) for kind, data in ((1, a + words(7)), (2, a6 + words(7)), (3, a6 + words(7)), (7, a + words(7)), (8, a6 + words(7)), (12, a + words(7) + b + words(0x10002)), (13, a6 + words(7) + b6 + words(0x10002)))],
        thing(15, 1, a), thing(195, 2, a6), thing(16, 1, words(16, 17)), thing(34, 2, words(18)), thing(35, 3, words(1, 2, 3)), thing(129, 4, a), thing(19, 1, words(0x800, 0x1234)), thing(19, 2, words(0x800, 0x80010002, 0x30004)), thing(19, 3, words(0x86DD, 0x1010002, 0x30004)), thing(19, 4, bytes([8, 150, 0, 37])),
        thing(20, 1, b"\x81\x08" + a + b"\x20\0\1\x08" + b + b"\x20\x0f"), thing(20, 1, b"\1\x08" + a + b"\x18\0"), thing(21, 1, b"\3\x08\1\1" + a + b"\x20\4\1\1\x63\4\1\1"), thing(20, 1, b"\1\0\1\1"), thing(20, 1, b"\1\x09\1\1"), thing(22, 1, a + b), thing(24, 2, words(0x1000005) + a), thing(36, 1, words(1) + a + b), thing(36, 1, words(0x2000001) + a + b),
        thing(37, 1, a), thing(50, 1, a), thing(50, 2, a6), thing(63, 7, a + b), thing(66, 1, words(7)), thing(131, 1, a + b), thing(134, 1, words(0x1000004)), thing(196, 1, words(0x80000007)), thing(204, 1, words(0x20000) + b"\1\4\1\1\2\4\1\1"), thing(204, 1, words(0x20002) + b"\1\4\1\1\2\1\1\1"), thing(205, 1, b"\1\2\3\0" + rate(1e6) + a + b + a), thing(205, 7, b"\1\2\3\0" + rate(1234567) + a + b),
        thing(207, 7, b"\4\5\x1f\x08tunnel-1"), thing(207, 7, b"\4\5\0\x09tunnel-1"), thing(229, 1, struct.pack("!HBB", 8, 1, 1) + a + struct.pack("!HBB", 20, 2, 2) + a6 + struct.pack("!HBB", 8, 3, 1) + a + struct.pack("!HBB", 16, 4, 1) + words(0x80000007, 1, 2) + struct.pack("!HBB", 8, 5, 1) + a), thing(229, 1, struct.pack("!HBB", 4, 1, 1)), thing(229, 1, struct.pack("!HBB", 3, 1, 1)), thing(230, 1, a),
        thing(12, 2, services(service(1, parameter(127, rate(125000, 1e-9, float("inf")) + words(64, 1500)), parameter(127, rate(-2.5e20, 123456.789, 0) + words(64, 1500))))), thing(13, 2, services(service(1, parameter(4, words(5)), parameter(6, rate(3.3e7)), parameter(8, words(0xFFFFFFFF)), parameter(10, words(1500))), service(2, parameter(130, rate(777777.7) + a), parameter(133, a), parameter(99, a)), service(5))), thing(9, 2, services(service(1, parameter(99, b"")[:2] + b"\0\x09"))),
    ]
    rsvp = [ip(46, message(kind, session, sender)) for kind in (1, 2, 12, 20, 99)] + [ip(46, message(1, *things[at : at + 6])) for at in range(0, len(things), 6)] + [ip(46, message(1, one)) for one in things]
    rsvp += [ip(46, message(12, message(1, session), message(2, sender))), ip(46, message(12, message(1, session)[:-4])), ip(46, message(1, first=0x20)), ip(46, message(1, b"\0\5\1\1")), ip(46, message(1, b"\0\0\1\1")), ip(46, b"\x10\1\0\0\1\0\0\4"), ip(46, b"\x10\1\0"), ip6(46, message(1, things[1]))]
    ahcp = lambda kind, parts=b"", zero=0, length=None, first=b"\x2b\1": ip6(17, bytes(UDP(sport=5359, dport=5359, chksum=0) / (first + b"\5\6" + words(0xDEADBEEF) + bytes(range(8)) + b"\xff" * 8 + bytes([kind, zero]) + struct.pack("!H", len(parts) if length is None else length) + parts)))
    part = lambda kind, data: bytes([kind, len(data)]) + data
    parts = b"\0\1" + part(2, words(1300000000)) + part(3, words(60)) + part(4, a6 + b6) + part(5, a + b) + part(6, a6 + b"\x40") + part(7, b"abcde") + part(8, a6) + part(9, a) + part(10, a6 + b"\x30" + b6 + b"\5") + part(11, a + b"\x18") + part(12, a6) + part(13, b6) + part(77, b"xyz")
    ahcp_packets = [ahcp(kind, parts if kind in (1, 9) else b"") for kind in (0, 1, 2, 3, 4, 5, 9)] + [ahcp(1, part(2, b"abc")), ahcp(1, part(5, b"abcdefg")), ahcp(1, b"\3"), ahcp(1, b"\3\x09\1"), ahcp(1, b"", 3), ahcp(1, b"", length=9), ahcp(1, first=b"\x2b\2"), ahcp(1, first=b"\1\1"), ip6(17, bytes(UDP(sport=5359, dport=5359, chksum=0) / b"\x2b\1abc"))]
    aodv = []
    for over, x, y in ((ip, a, b), (ip6, a6, b6)):
        to = lambda data: over(17, bytes(UDP(sport=654, dport=654, chksum=0) / data))
        request = b"\1\xf8\0\3" + words(77) + x + words(5) + y + words(6)
        aodv += [to(data) for data in (request, request + b"\1\4" + words(1000), request + b"\1\3" + words(0), request + b"\x09\3abc", b"\2\xc0\x1f\3" + x + words(5) + y + words(6), b"\3\x80\0\2" + (x + words(9)) * 2, b"\3\0\0\3" + x + words(9), b"\4\0", b"\7\1\2", b"\1\2\3", b"")]
        aodv += [to(data) for data in (b"\x10\0\0\3" + words(77, 5, 6) + a6 + b6, b"\x11\0\x1f\3" + words(5) + a6 + b6 + words(6), b"\x12\0\0\1" + a6 + words(9), b"\x13\0")]
    return {"ospf-ipv6": ospf6_packets, "rsvp": rsvp, "ahcp": ahcp_packets, "aodv": aodv}


def pgm_samples():
    words = lambda *values: struct.pack(f"!{len(values)}I", *values)
    four, six, other = b"\0\1\0\0" + bytes([192, 0, 2, 9]), b"\0\2\0\0" + bytes(range(16, 32)), b"\0\3\0\0" + bytes(16)
    def pgm(kind, body=b"", options=0, length=0, over=4):
        data = struct.pack("!HHBBH6sH", 1000, 2000, kind, options, 0x1234, b"\xa1\xa2\xa3\xa4\xa5\xa6", length) + body
        if over == 17:
            return ETHER / IP(src=A, dst=B) / UDP(sport=3055, dport=3056, chksum=0) / data
        return ETHER / (IP(src=A, dst=B, proto=113) if over == 4 else IPv6(src=A6, dst=B6, nh=113)) / data
    data = words(5, 6)
    bodies = [(0, words(1, 2, 3) + nla) for nla in (four, six, other, four[:6])]
    bodies += [(1, words(5) + b"\0\6\0\0" + nla + words(100, 0x99, 0x77)) for nla in (four, six, other)] + [(1, words(5))]
    bodies += [(kind, words(9) + source + group) for kind in (8, 9, 10) for source in (four, six) for group in (four, b"\0\1\0\0" + b"\0\1\2\3", b"\0\2\0\0\0\2" + bytes(14))]
    bodies += [(2, words(7) + b"\0\3\0\0"), (2, words(7)), (4, data), (5, data + b"hello"), (4, words(5)), (11, words(8, 9)), (11, words(8)), (12, b""), (3, b"abc"), (0x84, b"abc")]
    packets = [pgm(kind, body) for kind, body in bodies]
    option = lambda kind, contents=b"", length=None: bytes([kind, 2 + len(contents) if length is None else length]) + contents
    join = option(3, bytes(2) + words(7))
    good = [option(1, bytes(2) + words(1, 2, 3)), option(2, bytes(2) + words(4, 5)), join, option(4, bytes(2) + words(6, 7)), option(5, bytes(2) + words(8, 9)), option(8, bytes(2) + words(10)), option(9, bytes(2) + words(11)), option(10, bytes(2) + words(12)), option(0, b"\0\x09")]
    good += [option(kind, bytes(2)) for kind in (11, 13, 14, 15, 17)] + [option(7, bytes(2) + nla) for nla in (four, six, other)] + [option(kind, bytes(2) + words(77) + nla) for kind in (18, 19) for nla in (four, six, other)]
    strange = [option(kind, bytes(6)) for kind in (0, 1, 6, 7, 11, 12, 13, 16, 18, 19, 0x43)] + [option(2, bytes(2)), option(2, bytes(5)), option(3, bytes(10)), option(7, bytes(2) + four + words(1)), option(19, bytes(2) + words(77) + four + words(1)), option(18, bytes(6), 8), b"\3\0\0\0", b"\3\1\0\0", b"\x83\x08\0\0\0\0\0\1", option(3, bytes(6), 30)]
    for one in good + strange:
        packets.append(pgm(4, data + option(0, struct.pack("!H", 4 + len(one) + len(join))) + one + join + b"data that follows", 1))
    for first in (option(3, bytes(2)), option(0, bytes(3)), option(0, b"\0\0"), option(0, b"\0\3"), option(0, b"\0\4"), option(0, b"\0\5"), option(0, b"\0\x63"), b"\0\4\0", b""):
        packets.append(pgm(5, data + first + join[: 8 if first else 0], 1))
    return {"pgm": packets + [pgm(4, data + b"hello", length=5, over=6), pgm(4, data + b"hello", length=5, over=17)]}


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    groups = {**tcp_samples(), **ip_samples(), **ipv6_samples(), **dns_samples(), **tunnel_samples(), **management_samples(), **routing_samples(), **rpc_samples(), **afs_samples(), **flow_samples(), **service_samples(), **binary_service_samples(), **control_samples(), **vector_samples(), **tree_samples(), **osi_samples(), **router_samples(), **reservation_samples(), **pgm_samples()}
    for name, packets in groups.items():
        save(folder, name, packets)
    for name, linktype, packets in link_samples():
        save(folder, name, packets, linktype)
    for name, linktype, packets, lengths in ring_samples() + radio_samples() + carrier_samples():
        save(folder, name, packets, linktype, lengths=lengths)
    atm = [b"\xaa\xaa\3\0\0\0\x08\0" + bytes(IP(src=A, dst=B) / UDP(sport=1, dport=2) / b"abc"), b"0" * 23, bytes(16) + b"1234" + b"\x42\x42\3abc", b"\xaa\xaa"]
    save(folder, "atm", atm, 100)
    # Every prefix that cuts a header: what a short snapshot length gives.
    whole = ETHER / IP(src=A, dst=B) / tcp(flags="PA", ack=1, options=[("Timestamp", (1, 2)), ("NOP", None), ("NOP", None)]) / b"hello"
    cuts = list(range(1, len(bytes(whole)), 3))
    save(folder, "cut-tcp", [whole] * len(cuts), lengths=cuts)
    whole = ETHER / IPv6(src=A6, dst=B6) / IPv6ExtHdrHopByHop(options=[RouterAlert()]) / ICMPv6ND_NS(tgt=B6) / ICMPv6NDOptSrcLLAddr(lladdr="02:00:00:00:00:01")
    cuts = list(range(1, len(bytes(whole)), 5))
    save(folder, "cut-icmpv6", [whole] * len(cuts), lengths=cuts)
    for name, whole in (("isakmp", ike_samples()[3]), ("dhcpv6", dhcpv6_samples()[1]), ("radius", radius_samples()[2]), ("snmp", snmp_samples()[1]), ("l2tp", l2tp_samples()[0])):
        cuts = list(range(40, len(bytes(whole)), 7))
        save(folder, "cut-" + name, [whole] * len(cuts), lengths=cuts)
    whole = ETHER / IP(src=B, dst=A) / UDP(sport=53, dport=40001) / DNS(id=1, qr=1, qd=DNSQR(qname="example.test"), an=[DNSRR(rrname="example.test", ttl=300, rdata="192.0.2.80")])
    cuts = list(range(40, len(bytes(whole)), 3))
    save(folder, "cut-dns", [whole] * len(cuts), lengths=cuts)
    whole = [
        cfm(2, 0, b"\0\0\0\1", b"\1\0\x0b\3\7abc\2\5\6\1\x0a\2\0\1\1"), continuity_check(1, b"\1\2\5hello", b"\2\0\1\1"),
        ethertype(0x9000, b"\0\0\1\0\5\0abcdef"), dvmrp(1, bytes(8)), dvmrp(6, b"\x0a\0\0\1\1\2\x73\1\x0a\0\0\2"), rpki(pdu(0, bytes(4))),
        vrrp(b"\x21\1\x64\1\1\1\0\0\xc0\0\2\1secret\0\0"), pim(0, option(1, b"\0\x69") + option(19, bytes(4))),
        ospf(1, b"\xff\xff\xff\0" + struct.pack("!HBBI", 10, 2, 1, 40) + b"\x0a\0\0\1" * 3),
    ]
    cuts = [(packet, cut) for packet in whole for cut in range(14, len(bytes(packet)), 3)]
    save(folder, "cut-management", [packet for packet, _ in cuts], lengths=[cut for _, cut in cuts])
    # Every link control protocol's first message, cut in several places.
    wholes, cuts = [], []
    for packets in control_samples().values():
        length = len(bytes(packets[0]))
        for cut in range(length % 11 + 1, length, 11):
            wholes.append(packets[0])
            cuts.append(cut)
    save(folder, "cut-control", wholes, lengths=cuts)
    wholes, cuts = [], []
    for packets in {**osi_samples(), **router_samples()}.values():
        length = len(bytes(packets[0]))
        for cut in range(length % 11 + 11, length, 11):
            wholes.append(packets[0])
            cuts.append(cut)
    save(folder, "cut-routers", wholes, lengths=cuts)


main()
