extension FileDescriptor {
  /// Everything that is still to be read, up to a length; what is behind it is not read.
  ///
  /// - Throws: `SystemCallError` when it cannot be read.
  public func readToEnd(maximumLength: Int) throws(SystemCallError) -> [UInt8] {
    var contents: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16 << 10)
    while contents.count < maximumLength {
      var count = 0
      var failure: SystemCallError?
      unsafe piece.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        do throws(SystemCallError) {
          // SAFETY: the pointer is of the array's bytes, told with their count, for this call only.
          count = unsafe try read(into: start, capacity: bytes.count)
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      guard count > 0 else { break }
      contents += piece[..<count]
    }
    return contents
  }
}
