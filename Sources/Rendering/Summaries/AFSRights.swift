import Bytes

/// Who may do what in a folder, as text: how many are allowed and how many denied, then a name and a number for each.
struct AFSRights: ~Escapable {
  private let bytes: RawSpan
  private var at = 0

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  /// Writes them as far as they make sense.
  @_lifetime(self: copy self)
  mutating func append(to out: inout TextBuffer) {
    guard let allowed = number(), let denied = number() else { return }
    skipSpace()
    for (count, sign) in [(allowed, UInt8(ascii: "+")), (denied, UInt8(ascii: "-"))] {
      var index: Int32 = 0
      while index < count {
        guard let name = name(), let rights = number() else { return }
        out.append(" ")
        out.append(byte: sign)
        out.append("{")
        out.append(visible: bytes.extracting(name))
        out.append(" ")
        Self.names.append(UInt32(bitPattern: rights), none: "", separator: "", to: &out)
        out.append("}")
        skipSpace()
        index += 1
      }
    }
  }

  @_lifetime(self: copy self)
  private mutating func skipSpace() {
    while let byte = bytes.uint8(ifAt: at), byte == 0x20 || (0x09...0x0d).contains(byte) { at += 1 }
  }

  @_lifetime(self: copy self)
  private mutating func name() -> Range<Int>? {
    skipSpace()
    let start = at
    while let byte = bytes.uint8(ifAt: at), byte != 0, byte != 0x20, !(0x09...0x0d).contains(byte) { at += 1 }
    return at > start ? start..<at : nil
  }

  @_lifetime(self: copy self)
  private mutating func number() -> Int32? {
    skipSpace()
    let sign = bytes.uint8(ifAt: at)
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { at += 1 }
    let start = at
    var value: Int64 = 0
    while let byte = bytes.uint8(ifAt: at), (0x30...0x39).contains(byte) {
      value = min(value, Int64.max / 16) * 10 + Int64(byte - 0x30)
      at += 1
    }
    guard at > start else { return nil }
    return Int32(truncatingIfNeeded: sign == UInt8(ascii: "-") ? -value : value)
  }

  /// Read, look up, insert, delete, write, lock, administer.
  private static let names = BitTokens([
    (1, "r"), (8, "l"), (4, "i"), (16, "d"), (2, "w"), (32, "k"), (64, "a"),
  ])
}
