internal import Savefiles
internal import System

/// Tells what is in savefiles (`sniff info`).
enum FileDescription {
  /// Prints it for each file; those that cannot be read are told of, and the others go on.
  ///
  /// - Throws: `ToolError` when something failed.
  static func run(_ plan: Plan) throws(ToolError) {
    let paths =
      switch plan.input {
      case .file(let path): [path]
      case .files(let paths): paths
      case .fileList(let path): try FileList.read(path)
      case .interface: [String]()
      }
    let damage = DamageReport()
    var hasFailed = false
    if plan.printsJSON { try Console.print("[") }
    var isFirst = true
    for path in paths {
      do throws(ToolError) {
        var summary = try summary(of: path, plan, damage)
        if plan.tellsDigests, path != "-" { summary.digests = try FileDigests(of: path).digests }
        let separator = isFirst ? "" : plan.printsJSON ? ",\n " : "\n"
        try Console.print(separator + (plan.printsJSON ? summary.json : summary.text))
        isFirst = false
        if let error = summary.damage {
          hasFailed = true
          if let message = ToolError.savefile(error, path: path).message { Console.say(message) }
        }
      } catch {
        if case .output = error { throw error }
        hasFailed = true
        if let message = error.message { Console.say(message) }
      }
    }
    if plan.printsJSON { try Console.print("]\n") }
    if hasFailed || damage.hasDamage { throw .damage }
  }

  private static func summary(
    of path: String, _ plan: Plan, _ damage: DamageReport
  ) throws(ToolError) -> FileSummary {
    let side = SideBlocks()
    var size: Int?
    if path != "-", case .regular(let count) = try? FileDescriptor(looking: path).kind() { size = count }
    let file = try FileRun.openFile(path)
    do throws(SavefileError) {
      var reader = try SavefileReader(file, sideBlocks: side)
      if plan.recovers { reader.recover { damage.note($0, of: path) } }
      var summary = FileSummary(path, size: size, reader)
      summary.count(&reader, side)
      return summary
    } catch {
      throw .savefile(error, path: path)
    }
  }
}
