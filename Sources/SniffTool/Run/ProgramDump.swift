internal import BPF
internal import Capture
internal import Filtering
internal import Packets
internal import Savefiles
internal import System

/// Prints the program of a filter (`-d`), or what the filter means (`--explain`).
struct ProgramDump {
  let plan: Plan

  /// Prints it for the file, the interface or the link type that the plan has.
  ///
  /// - Parameter level: 1 for assembler lines, 2 for C, more for numbers.
  func run(level: Int) throws(ToolError) {
    let target = try target()
    let filter = try FilterText(plan).compile(for: target, SystemNames())
    try Console.print(filter.program.listing(level == 1 ? .assembler : level == 2 ? .cArray : .decimal))
  }

  /// Says what it means, for the same.
  func explain() throws(ToolError) {
    try Console.print(try FilterText(plan).outline(for: try target(), SystemNames()).words)
  }

  private func target() throws(ToolError) -> FilterTarget {
    switch plan.input {
    case .file(let path): return try target(ofFile: path)
    case .files(let paths): return try target(ofFile: paths.first ?? "")
    case .fileList(let path): return try target(ofFile: try FileList.read(path).first ?? "")
    case .interface(let name?): return try target(ofInterface: name)
    case .interface(nil):
      if plan.capture.linkType == nil, plan.action != .explain { Console.note("Warning: assuming Ethernet\n") }
      return FilterTarget(
        linkType: plan.capture.linkType ?? .ethernet, snapshotLength: plan.capture.snapshotLength, layout: .unattached)
    }
  }

  private func target(ofFile path: String) throws(ToolError) -> FilterTarget {
    let reader = try FileRun.open(path, wakeDescriptor: nil)
    return FileRun.target(of: reader)
  }

  private func target(ofInterface name: String) throws(ToolError) -> FilterTarget {
    let choice = try InterfaceChoice(plan)
    let linkType = try choice.linkType()
    return FilterTarget(
      linkType: linkType, snapshotLength: plan.capture.snapshotLength,
      netmask: plan.hidesForeignNames ? InterfaceNetwork(ofInterface: choice.options.interface)?.mask ?? 0 : 0,
      layout: .kernel)
  }
}
