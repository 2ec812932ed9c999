/// The part of the manual page about filter expressions.
enum FilterManual {
  static let heading = "FILTER EXPRESSIONS"

  static let paragraphs = [
    """
    An expression is made of terms, joined by and, or and not (also &&, || and !) and put in parentheses. The words and \
    and or bind alike, from the left; not binds tighter. A term names what it looks for behind words that say what that \
    is; a name, address or number without such words takes those before it: port 80 or 443. The whole language is that \
    of pcap-filter(7).
    """,
    """
    With --explain, sniff says in plain words what an expression means, a line a term, and what it asks of a packet. \
    A mistake is shown where it is, with what would be right. Lists of hosts, networks and ports may be long: they are \
    looked up, not asked one after the other.
    """,
    """
    What stands behind vlan, mpls, pppoes or geneve is looked for inside of that encapsulation, and what is in one is \
    not looked for otherwise: packets with a VLAN tag from or to a host as well as those without one are those of host \
    10.0.0.1 or (vlan and host 10.0.0.1), in this order. In a capture the kernel has taken the outermost tag out of a \
    packet, and a filter asks the kernel for it; in a savefile it is in the packet.
    """,
    """
    When packets with a tag, a label or a session header were turned away unlooked-at, for the filter has no vlan, mpls \
    or pppoes, a note on standard error says at the end how many and what to add. In a capture whose filter runs in the \
    kernel they are counted only with -v.
    """,
  ]

  /// Expressions and what they are for. All of them are compiled by a test.
  static let examples: [(expression: String, meaning: String)] = [
    ("host 192.0.2.1", "packets from or to an IPv4 address, also its ARP packets"),
    ("src net 10.0.0.0/8 and not dst net 10.0.0.0/8", "packets that leave a network"),
    ("tcp port 443 or udp port 443", "TLS and QUIC; tcp or udp alone stands for all of it"),
    ("portrange 6000-6010", "packets from or to one of several ports"),
    ("ip6 and not icmp6", "IPv6 but for its control messages"),
    ("tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "beginnings and ends of TCP connections"),
    ("icmp[icmptype] = icmp-unreach", "ICMP messages of one type"),
    ("ether host 02:00:00:00:00:01", "frames from or to an Ethernet address"),
    ("vlan 5 and arp", "ARP packets in VLAN 5"),
    ("mpls 1024 and host 192.0.2.1", "packets of a host behind an MPLS label"),
    ("ip[2:2] > 576", "IPv4 packets whose length field is greater than a number"),
    ("greater 1000 and not multicast", "long packets that are not for a group"),
  ]
}
