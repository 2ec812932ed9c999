import Bytes

/// The options of a DHCPv6 message, or inside an option. Source: RFC 8415 section 21.1.
public struct DHCPv6Options: ~Escapable {
  /// An option.
  public struct Option: Sendable {
    /// What it is.
    public var type: UInt16
    /// Where its data stand.
    public var data: Range<Int>
  }

  /// What the iteration comes to.
  public enum Step: Sendable {
    /// The next option, whole.
    case option(Option)
    /// An option that is not whole.
    case cut
    /// There are no more.
    case end
  }

  private let bytes: RawSpan
  private let end: Int
  private var at: Int

  /// The options that stand in a range of the bytes, as far as those go.
  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan, in range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = min(range.upperBound, bytes.byteCount)
  }

  /// The next option; `cut` is the last answer but for `end`.
  @_lifetime(self: copy self)
  public mutating func next() -> Step {
    guard at < end else { return .end }
    guard end - at >= 4, case let data = at + 4, case let length = Int(bytes.load16(at + 2)), length <= end - data
    else {
      at = end
      return .cut
    }
    let type = bytes.load16(at)
    at = data + length
    return .option(Option(type: type, data: data..<at))
  }
}
