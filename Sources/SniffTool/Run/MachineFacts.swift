internal import Packets
internal import Savefiles
internal import System

/// What a file tells of the machine it was made on.
enum MachineFacts {
  /// The name of the processor; `nil` when the system does not tell.
  static var processor: String? {
    let lines = text(of: "/proc/cpuinfo")?.split(separator: "\n") ?? []
    guard let line = lines.first(where: { $0.hasPrefix("model name") }) else { return nil }
    return line.split(separator: ":", maxSplits: 1).dropFirst().first.map { String($0.drop(while: \.isWhitespace)) }
  }

  /// The operating system and its release; `nil` when it does not tell.
  static var system: String? {
    let parts = ["ostype", "osrelease", "version"].compactMap { text(of: "/proc/sys/kernel/\($0)") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// What is known of a network interface.
  ///
  /// - Parameter filter: the expression that its packets are chosen by; empty for none.
  static func interface(
    _ name: String, _ linkType: LinkType, snapshotLength: Int, filter: String
  ) -> PcapngInterfaceFacts {
    var facts = PcapngInterfaceFacts(
      linkType: linkType, snapshotLength: UInt32(truncatingIfNeeded: snapshotLength))
    facts.add(name: name)
    if let description = text(of: "/sys/class/net/\(name)/ifalias"), !description.isEmpty {
      facts.add(description: description)
    }
    let addresses = InterfaceAddresses(ofInterface: name)
    for (address, mask) in addresses.ipv4 { facts.add(address, mask: mask) }
    for (address, prefixLength) in addresses.ipv6 { facts.add(address, prefixLength: prefixLength) }
    if let address = addresses.hardware { facts.add(address) }
    // In millions of bits a second; what has no speed says -1 or nothing.
    if let speed = text(of: "/sys/class/net/\(name)/speed").flatMap({ UInt64($0) }) {
      facts.add(speed: speed * 1_000_000)
    }
    if !filter.isEmpty { facts.add(filter: filter) }
    if let system { facts.add(system: system) }
    return facts
  }

  /// The text of one of the kernel's files without the newline at its end; `nil` when it cannot be read.
  private static func text(of path: String) -> String? {
    do throws(SystemCallError) {
      let file = try FileDescriptor(reading: path)
      let bytes = try file.readToEnd(maximumLength: 64 << 10)
      let text = String(decoding: bytes, as: UTF8.self)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    } catch {
      return nil
    }
  }
}
