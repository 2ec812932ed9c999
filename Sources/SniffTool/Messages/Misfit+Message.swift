internal import Packets
internal import Pipeline

extension Misfit {
  /// Why a pcap file cannot hold the packet, and what to do: one line, no full stop.
  var message: String { "packet \(number) \(words); a pcapng file can (--format pcapng)" }

  private var words: String {
    switch reason {
    case .linkType(let type, let file):
      "has link type \(Self.name(type)), and a pcap file of \(Self.name(file)) cannot hold both"
    case .length(let length, let snapshotLength):
      "has \(length) bytes, and a pcap file of snapshot length \(snapshotLength) cannot hold them"
    case .time(let time):
      "is of second \(time.seconds) since 1970, and a pcap file cannot hold times before 1970 or after 2106"
    }
  }

  private static func name(_ type: LinkType) -> String { type.name ?? "\(type.rawValue)" }
}
