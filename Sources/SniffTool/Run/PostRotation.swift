internal import System

/// Runs a command on every savefile that is complete (`-z`), and says when one fails.
final class PostRotation {
  // A class because the sink that completes files and the run that waits for the commands at the end share it.
  private let command: String
  private var running: [(command: any RunningCommand, path: String)] = []
  /// Starts it.
  var files: any FileKeeper = OwnFileKeeper()
  /// Whether one has failed.
  private(set) var hasFailed = false

  /// Nothing runs yet.
  init(command: String) { self.command = command }

  /// Starts the command on a file, beside whatever goes on.
  func start(on path: String) {
    collect(waits: false)
    do throws(SystemCallError) {
      running.append((try files.run(command, on: path), path))
    } catch {
      fail("\(error.reason), so \(path) is left as it is")
    }
  }

  /// Looks after the commands that have been started.
  ///
  /// - Parameter waits: whether to wait until all have ended; a signal ends the waiting.
  func collect(waits: Bool) {
    running.removeAll { running in
      guard let end = running.command.end(waits: waits) else { return waits }
      switch end {
      case .exit(0): break
      case .exit(let status): fail("exit status \(status) on \(running.path)")
      case .signal(let number): fail("ended by signal \(number) on \(running.path)")
      }
      return true
    }
  }

  private func fail(_ reason: String) {
    hasFailed = true
    Console.say("-z \(command): \(reason)")
  }
}
