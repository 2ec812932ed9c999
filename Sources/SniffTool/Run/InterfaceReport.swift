internal import Capture
internal import CaptureLibpcap
internal import Packets

/// What is told of interfaces (`-D`, `-L`, `-J`).
struct InterfaceReport {
  /// Link types that no capture of tcpdump's is printed for, of those that Linux's devices have.
  private static let unprinted: Set<LinkType> = [
    .docsis, .canSocketcan, .netlink, .dbus, .bluetoothLinuxMonitor, .linuxLAPD, .can20b,
  ]

  private let choice: InterfaceChoice

  /// A report on the interface of a plan.
  init(_ plan: Plan) throws(ToolError) { choice = try InterfaceChoice(plan) }

  /// Lists the interfaces on standard output.
  static func listInterfaces() throws(ToolError) {
    let list: [CaptureInterface]
    do throws(CaptureError) {
      list = try LibpcapInterfaceList.allOrNetworkDevices()
    } catch {
      throw .capture(error)
    }
    var text = ""
    for (index, interface) in list.enumerated() {
      let description = interface.description.map { " (\($0))" } ?? ""
      text += "\(index + 1).\(interface.name)\(description) [\(flags(interface))]\n"
    }
    try Console.print(text)
  }

  private static func flags(_ interface: CaptureInterface) -> String {
    var words: [String] = []
    let flags = interface.flags
    if flags.contains(.up) { words.append("Up") }
    if flags.contains(.running) { words.append("Running") }
    if flags.contains(.loopback) { words.append("Loopback") }
    if flags.contains(.wireless) { words.append("Wireless") }
    switch interface.connection {
    case .unknown where flags.contains(.wireless): words.append("Association status unknown")
    case .unknown: words.append("Connection status unknown")
    case .connected: words.append(flags.contains(.wireless) ? "Associated" : "Connected")
    case .disconnected: words.append(flags.contains(.wireless) ? "Not associated" : "Disconnected")
    case .notApplicable: break
    }
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }

  /// Lists the link types, where tcpdump does: on standard error.
  func listLinkTypes() throws(ToolError) {
    let linkTypes = try choice.offeredLinkTypes()
    let mode = choice.options.isMonitor ? " when in monitor mode" : ""
    var text = "Data link types for \(choice.options.interface)\(mode) (use option -y to set):\n"
    for linkType in linkTypes {
      text += "  \(linkType.name.map { _ in Banner.words(linkType) } ?? "DLT \(linkType.dlt)")"
      text += Self.unprinted.contains(linkType) ? " (printing not supported)\n" : "\n"
    }
    Console.note(text)
  }

  /// Lists the clocks, where tcpdump does: on standard error.
  func listTimestampTypes() throws(ToolError) {
    let types = try choice.offeredTimestampTypes()
    guard !types.isEmpty else {
      return Console.note("Time stamp type cannot be set for \(choice.options.interface)\n")
    }
    var text = "Time stamp types for \(choice.options.interface) (use option -j to set):\n"
    for type in types { text += "  \(type.name) (\(type.description))\n" }
    Console.note(text)
  }
}
