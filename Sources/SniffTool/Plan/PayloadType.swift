internal import Dissection

/// The payloads that `-T` may name.
enum PayloadType {
  /// tcpdump's names in the order of its manual; `nil` for those that this version does not know.
  static let all: [(name: String, choice: PayloadChoice?)] = [
    ("aodv", nil),
    ("carp", nil),
    ("cnfp", nil),
    ("domain", PayloadChoice(tcp: .dnsStream, udp: .dns)),
    ("lmp", nil),
    ("pgm", nil),
    ("pgm_zmtp1", nil),
    ("ptp", nil),
    ("radius", PayloadChoice(udp: .radius)),
    ("resp", PayloadChoice(tcp: .resp)),
    ("rpc", nil),
    ("rtcp", nil),
    ("rtp", nil),
    ("snmp", nil),
    ("someip", nil),
    ("tftp", PayloadChoice(udp: .tftp)),
    ("vat", nil),
    ("vxlan", PayloadChoice(udp: .vxlan)),
    ("wb", nil),
    ("zmtp1", nil),
  ]
}
