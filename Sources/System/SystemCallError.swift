/// A system call failed.
public struct SystemCallError: Error, Equatable {
  /// The call, as its manual page is named.
  public var call: String
  /// The error number, errno(3).
  public var code: Int32

  /// A failure of `call`.
  public init(_ call: String, code: Int32) {
    self.call = call
    self.code = code
  }
}
