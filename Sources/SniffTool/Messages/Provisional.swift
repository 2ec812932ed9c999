internal import Savefiles
internal import System

extension SavefileError {
  func words(path: String) -> String { "\(path): \(reason)" }
}
