internal import System

/// Brings a savefile to its end on a thread of its own, while packets go into the next one.
final class SavefileFinisher: Sendable {
  // A class because the thread and the one that packets come to share it.

  /// The path that the file is to have.
  let path: String
  private let result = Monitor<Result<SavefileReport, OutputError>?>(nil)

  /// Starts the thread; without one the file is finished when this returns.
  ///
  /// - Parameter onEnd: called by the thread when it is done.
  init(
    _ file: consuming EndingSavefile, path: String, by syncer: FileSyncer?, in files: any FileKeeper,
    onEnd: @escaping @Sendable () -> Void
  ) {
    self.path = path
    let parcel = Parcel(file)
    let finish = { @Sendable [result] in
      guard let file = parcel.take() else { return }
      let outcome: Result<SavefileReport, OutputError>
      do throws(OutputError) {
        outcome = .success(try file.finish(by: syncer, in: files))
      } catch {
        outcome = .failure(error)
      }
      result.change { $0 = outcome }
    }
    do throws(SystemCallError) {
      _ = try Thread {
        finish()
        onEnd()
      }
    } catch {
      finish()
    }
  }

  /// Whether it is done.
  var isDone: Bool { result.look { $0 != nil } }

  /// Waits until it is.
  ///
  /// - Returns: what there is to tell of the file.
  func wait() throws(OutputError) -> SavefileReport { try result.wait { $0 }.get() }
}
