#!/usr/bin/env python3
"""record-captures.py SNIFF FOLDER: records the captures of captures/ anew with SNIFF, while real programs talk.

Everything happens in network namespaces of its own, which are gone afterwards: a client and a server, each with
IPv4 and IPv6 addresses, joined by a veth pair; for the tagged capture a relay between them that tags 802.1Q as a
switch port would. Needs root, and ip, ethtool, dig, curl, ping, openssl and nc.
"""
import contextlib, os, shutil, signal, socket, struct, subprocess, sys, tempfile, threading, time

CLIENT, SERVER, RELAY = (f"snrec{os.getpid()}{letter}" for letter in "csr")
CLIENT4, SERVER4, CLIENT6, SERVER6 = "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2"
VLAN = 42


def run(*words, **options):
    return subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)


def inside(namespace, *words):
    return ["ip", "netns", "exec", namespace, *words]


def pair(one, namespace_one, other, namespace_other):
    """A veth pair whose checksums are computed before a packet leaves, so that a capture has the right ones."""
    run("ip", "link", "add", one, "netns", namespace_one, "type", "veth", "peer", "name", other, "netns", namespace_other)
    for name, namespace in ((one, namespace_one), (other, namespace_other)):
        run(*inside(namespace, "ip", "link", "set", name, "up"))
        run(*inside(namespace, "ethtool", "-K", name, "tx", "off", "gso", "off", "tso", "off", "gro", "off"))


def address(namespace, name, v4, v6):
    run(*inside(namespace, "ip", "address", "add", v4 + "/24", "dev", name))
    run(*inside(namespace, "ip", "address", "add", v6 + "/64", "dev", name, "nodad"))


@contextlib.contextmanager
def namespaces(*names):
    try:
        for name in names:
            run("ip", "netns", "add", name)
            run(*inside(name, "ip", "link", "set", "lo", "up"))
        yield
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def background(*words, settle=0.4):
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(settle)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def recording(sniff, namespace, interface, path, *expression):
    words = inside(namespace, sniff, "-i", interface, "-U", "-w", path, *expression)
    with background(*words, settle=1.0) as process:
        yield
        time.sleep(1.5)
    if process.returncode != 0:
        sys.exit(f"record-captures: {sniff} ended with status {process.returncode} while recording {path}")
    print(f"{os.path.basename(path)}: {os.path.getsize(path)} bytes")


DNS_RESPONDER = """
import socket
ANSWERS = {1: bytes([192, 0, 2, 80]), 28: bytes.fromhex("20010db8000000000000000000000080")}
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("192.0.2.2", 53))
while True:
    query, peer = s.recvfrom(4096)
    end = query.index(0, 12) + 5
    kind = int.from_bytes(query[end - 4:end - 2], "big")
    data = ANSWERS.get(kind) if query[12:].startswith(bytes([3]) + b"www") else None
    head = query[:2] + (bytes.fromhex("8580") if data else bytes.fromhex("8583")) + bytes([0, 1, 0, 1 if data else 0, 0, 0, 0, 0])
    answer = bytes.fromhex("c00c") + query[end - 4:end] + (300).to_bytes(4, "big") + len(data).to_bytes(2, "big") + data if data else b""
    s.sendto(head + query[12:end] + answer, peer)
"""


def direct(sniff, folder, work):
    """What two hosts on one wire say to each other."""
    with namespaces(CLIENT, SERVER):
        pair("veth0", CLIENT, "veth1", SERVER)
        address(CLIENT, "veth0", CLIENT4, CLIENT6)
        address(SERVER, "veth1", SERVER4, SERVER6)
        time.sleep(1)
        record = lambda name, *expression: recording(sniff, CLIENT, "veth0", os.path.join(folder, name), *expression)
        with background(*inside(SERVER, sys.executable, "-c", DNS_RESPONDER)), record("dns-lookup.pcap", "port", "53"):
            for kind, name in (("A", "www.example.test"), ("AAAA", "www.example.test"), ("A", "nowhere.example.test")):
                run(*inside(CLIENT, "dig", "+tries=1", "+time=2", "@" + SERVER4, kind, name))
        with open(os.path.join(work, "index.html"), "w") as page:
            page.write("<!doctype html><title>sniff</title><p>Hello\n")
        with background(*inside(SERVER, sys.executable, "-m", "http.server", "80", "--directory", work)), \
                record("http-get.pcap", "tcp", "port", "80"):
            run(*inside(CLIENT, "curl", "-s", f"http://{SERVER4}/"))
        run(*inside(CLIENT, "ip", "neighbour", "flush", "dev", "veth0"))
        with record("ping-ipv4.pcap", "arp or icmp"):
            run(*inside(CLIENT, "ping", "-c", "2", "-i", "0.2", SERVER4))
        run(*inside(CLIENT, "ip", "-6", "neighbour", "flush", "dev", "veth0"))
        with record("ping-ipv6.pcap", "icmp6"):
            run(*inside(CLIENT, "ping", "-6", "-c", "2", "-i", "0.2", SERVER6))
        key, certificate = os.path.join(work, "key.pem"), os.path.join(work, "certificate.pem")
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=www.example.test", "-keyout", key, "-out", certificate)
        with background(*inside(SERVER, "openssl", "s_server", "-accept", "443", "-key", key, "-cert", certificate, "-quiet")), \
                record("tls13-handshake.pcap", "tcp", "port", "443"):
            run(*inside(CLIENT, "timeout", "5", "openssl", "s_client", "-connect", SERVER4 + ":443", "-tls1_3", "-servername", "www.example.test"), input=b"")
        for name, target, family in (("nc-ipv4.pcap", SERVER4, "-4"), ("nc-ipv6.pcap", SERVER6, "-6")):
            with background(*inside(SERVER, "nc", family, "-l", "-p", "7777")), record(name, "tcp", "port", "7777"):
                run(*inside(CLIENT, "nc", family, "-q", "1", target, "7777"), input=b"one line of text\n")


def forward(source, target, tag, stop):
    """Frames from one interface to another, with a tag put in where the other is a trunk.

    The kernel takes the tag out again where a tagged frame arrives, so nothing has to be removed here.
    """
    receiver = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    receiver.bind((source, 0))
    receiver.settimeout(0.2)
    sender = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    sender.bind((target, 0))
    while not stop.is_set():
        try:
            frame, origin = receiver.recvfrom(65536)
        except TimeoutError:
            continue
        if origin[2] == socket.PACKET_OUTGOING:
            continue
        sender.send(frame[:12] + struct.pack("!HH", 0x8100, tag) + frame[12:] if tag else frame)


def relay():
    """The relay's own process, inside its namespace: client side, trunk, server side."""
    stop = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    routes = (("client0", "trunk0", VLAN), ("trunk1", "server0", 0), ("server0", "trunk1", VLAN), ("trunk0", "client0", 0))
    threads = [threading.Thread(target=forward, args=(*route, stop)) for route in routes]
    for thread in threads:
        thread.start()
    while not stop.is_set():
        time.sleep(0.1)
    for thread in threads:
        thread.join()


def tagged(sniff, folder):
    """The same hosts with a trunk between them."""
    with namespaces(CLIENT, SERVER, RELAY):
        pair("veth0", CLIENT, "client0", RELAY)
        pair("veth1", SERVER, "server0", RELAY)
        pair("trunk0", RELAY, "trunk1", RELAY)
        address(CLIENT, "veth0", CLIENT4, CLIENT6)
        address(SERVER, "veth1", SERVER4, SERVER6)
        for name in ("client0", "server0", "trunk0", "trunk1"):
            run(*inside(RELAY, "sysctl", "-qw", f"net.ipv6.conf.{name}.disable_ipv6=1"))
        time.sleep(1)
        path = os.path.join(folder, "vlan-tagged.pcap")
        with background(*inside(RELAY, sys.executable, __file__, "--relay")), \
                recording(sniff, RELAY, "trunk1", path, "vlan", str(VLAN), "and", "(arp or icmp or udp port 9999)"):
            run(*inside(CLIENT, "ping", "-c", "2", "-i", "0.2", SERVER4))
            run(*inside(CLIENT, "nc", "-4", "-u", "-w", "1", SERVER4, "9999"), input=b"tagged datagram\n")


def main():
    if sys.argv[1:] == ["--relay"]:
        return relay()
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sniff, folder = os.path.abspath(shutil.which(sys.argv[1]) or sys.argv[1]), sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    work = tempfile.mkdtemp()
    try:
        direct(sniff, folder, work)
        tagged(sniff, folder)
    finally:
        shutil.rmtree(work)


main()
