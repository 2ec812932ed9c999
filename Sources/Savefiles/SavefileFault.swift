/// A fault found by what does not know where in the file it is.
struct SavefileFault: Error {
  let reason: SavefileError.Reason
  init(_ reason: SavefileError.Reason) { self.reason = reason }
}
