internal import Filtering
internal import Savefiles
internal import System

extension FilterError {
  func words(expression: String) -> String { "\(reason)" }
}
extension SavefileError {
  func words(path: String) -> String { "\(path): \(reason)" }
}
