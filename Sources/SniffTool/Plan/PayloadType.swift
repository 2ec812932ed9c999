internal import Dissection

/// The payloads that `-T` may name.
enum PayloadType {
  /// tcpdump's names in the order of its manual; `nil` for those that this version does not know.
  static let all: [(name: String, choice: PayloadChoice?)] = [
    ("aodv", PayloadChoice(udp: .aodv)),
    ("carp", nil),
    ("cnfp", PayloadChoice(udp: .netflow)),
    ("domain", PayloadChoice(tcp: .dnsStream, udp: .dns)),
    ("lmp", nil),
    ("pgm", PayloadChoice(udp: .pgm)),
    ("pgm_zmtp1", PayloadChoice(udp: .pgm, pgm: .zmtp)),
    ("ptp", PayloadChoice(udp: .ptp)),
    ("radius", PayloadChoice(udp: .radius)),
    ("resp", PayloadChoice(tcp: .resp)),
    ("rpc", PayloadChoice(udp: .rpc)),
    ("rtcp", PayloadChoice(udp: .rtcp)),
    ("rtp", PayloadChoice(udp: .rtp)),
    ("snmp", PayloadChoice(udp: .snmp)),
    ("someip", PayloadChoice(udp: .someip)),
    ("tftp", PayloadChoice(udp: .tftp)),
    ("vat", PayloadChoice(udp: .vat)),
    ("vxlan", PayloadChoice(udp: .vxlan)),
    ("wb", nil),
    ("zmtp1", PayloadChoice(tcp: .zmtp)),
  ]
}
