internal import Capture
internal import Packets

/// What is told on standard error before and after packets, in tcpdump's words.
enum Banner {
  /// The line before the packets of a file.
  static func reading(_ path: String, _ linkType: LinkType, snapshotLength: Int) -> String {
    "reading from file \(path), link-type \(words(linkType)), snapshot length \(snapshotLength)\n"
  }

  /// The line or lines before the packets of an interface.
  ///
  /// - Parameter saysMoreIsKnown: whether to tell of `-v`.
  static func listening(
    on interface: String, _ linkType: LinkType, snapshotLength: Int, saysMoreIsKnown: Bool
  ) -> String {
    let hint = saysMoreIsKnown ? "verbose output suppressed, use -v[v]... for full protocol decode\n" : ""
    return "sniff: \(hint)listening on \(interface), link-type \(words(linkType)), "
      + "snapshot length \(snapshotLength) bytes\n"
  }

  /// The counts of one of several interfaces, in a line.
  static func statistics(of counts: InterfaceCounts) -> String {
    line(counts.name, words(counts.captured, counts.statistics))
  }

  /// The counts of a capture: a line each at the end, all on one in between.
  static func statistics(captured: Int, _ statistics: CaptureStatistics, isFinal: Bool) -> String {
    let counts = words(captured, statistics)
    return isFinal ? counts.joined(separator: "\n") + "\n" : line("sniff", counts)
  }

  private static func words(_ captured: Int, _ statistics: CaptureStatistics) -> [String] {
    var counts = [
      "\(Count.packets(captured)) captured", "\(Count.packets(statistics.received)) received by filter",
      "\(Count.packets(statistics.droppedByKernel)) dropped by kernel",
    ]
    if statistics.droppedByInterface > 0 {
      counts.append("\(Count.packets(statistics.droppedByInterface)) dropped by interface")
    }
    return counts
  }

  private static func line(_ name: String, _ counts: [String]) -> String {
    "\(name): \(counts.joined(separator: ", "))\n"
  }

  /// `EN10MB (Ethernet)`, or a number.
  static func words(_ linkType: LinkType) -> String {
    guard let name = linkType.name else { return "\(linkType.dlt)" }
    return linkType.description.map { "\(name) (\($0))" } ?? name
  }
}
