internal import Packets
internal import Savefiles
internal import System

extension FileSummary {
  /// What is in the file, a line each.
  var text: String {
    var lines: [(String, String)] = [("File", path), ("Format", formatWords)]
    lines.append(("Link type", linkTypes.joined(separator: ", ")))
    lines.append(("Snapshot length", "\(snapshotLength) bytes"))
    lines.append(("Packets", "\(packets)"))
    if let size { lines.append(("File size", "\(size) bytes")) }
    lines.append(("Captured bytes", "\(captured)"))
    lines.append(("Original bytes", "\(original)"))
    lines += timeLines
    if lost > 0 { lines.append(("Lost packets", "\(lost)")) }
    lines += digests.map { ($0.name, $0.digits) }
    lines += pcapngLines
    if let damage { lines.append(("Damage", damage.message)) }
    return lines.map { name, value in
      let clean = value.map { $0.isNewline ? " " : $0 }
      return "\(name):" + String(repeating: " ", count: max(1, 19 - name.count)) + String(clean) + "\n"
    }.joined()
  }

  private var formatWords: String {
    let fineness = precision == .nanoseconds ? "nanoseconds" : "microseconds"
    let name = format == .pcap ? "pcap, \(fineness)" : "pcapng"
    return compression.map { "\(name), compressed with \($0.rawValue)" } ?? name
  }

  private var timeLines: [(String, String)] {
    guard let times else { return [] }
    var lines = [("First packet", Self.words(times.first)), ("Last packet", Self.words(times.last))]
    if let duration { lines.append(("Duration", "\(JSONText.time(Timestamp(nanoseconds: duration))) s")) }
    if let packetRate = rate(packets), let byteRate = rate(original) {
      lines.append(("Packets a second", Self.decimal(packetRate)))
      lines.append(("Bytes a second", Self.decimal(byteRate)))
      lines.append(("Bits a second", Self.decimal(byteRate * 8)))
    }
    if packets > 0 { lines.append(("Mean packet size", "\(Self.decimal(Double(original) / Double(packets))) bytes")) }
    lines.append(("In order of time", isOrdered ? "yes" : "no"))
    return lines
  }

  private var pcapngLines: [(String, String)] {
    guard let section else { return [] }
    var lines: [(String, String)] = []
    if sections > 1 { lines.append(("Sections", "\(sections)")) }
    for (name, value) in [
      ("Hardware", section.hardware), ("System", section.system), ("Written by", section.application),
    ] {
      if let value { lines.append((name, value)) }
    }
    lines += comments.map { ("Comment", $0) }
    if commentedPackets > 0 { lines.append(("With comments", Count.packets(commentedPackets))) }
    for index in 0..<interfaces.count {
      guard let facts = interfaces[index] else { continue }
      let count = index < packetsOfInterface.count ? packetsOfInterface[index] : 0
      lines.append(("Interface \(index)", Self.words(facts, packets: count)))
    }
    for (type, count) in blocks.sorted(by: { $0.key < $1.key }) {
      lines.append(("Other blocks", "\(count) \(Self.name(ofBlocks: type))"))
    }
    return lines
  }

  private static func words(_ facts: PcapngInterfaceFacts, packets: Int) -> String {
    var parts = [facts.name ?? "without a name", facts.linkType.name ?? "\(facts.linkType.rawValue)"]
    parts.append(facts.snapshotLength == 0 ? "no snapshot length" : "snapshot length \(facts.snapshotLength)")
    if let description = facts.description { parts.append(description) }
    if let filter = facts.filter { parts.append("filter \(filter)") }
    parts += facts.comments.map { "comment \($0)" }
    return (parts + [Count.packets(packets)]).joined(separator: ", ")
  }

  /// Local time with all its digits.
  private static func words(_ time: Timestamp) -> String {
    guard time.isInRange, let text = LocalTime.text("%Y-%m-%d %H:%M:%S", at: time.seconds) else {
      return "impossible (second \(time.seconds))"
    }
    let fraction = String(time.nanoseconds)
    return "\(text).\(String(repeating: "0", count: 9 - fraction.count))\(fraction)"
  }

  /// A number with three digits behind the point.
  static func decimal(_ value: Double) -> String {
    guard value.isFinite, value < 1e15 else { return "\(value)" }
    let thousandths = Int((value * 1000).rounded())
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}

extension Timestamp {
  /// So many nanoseconds after the epoch; the fraction is never negative.
  init(nanoseconds: Int64) {
    self.init(seconds: nanoseconds / 1_000_000_000, nanoseconds: nanoseconds % 1_000_000_000)
  }
}
