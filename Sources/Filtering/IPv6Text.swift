import Packets

/// IPv6 addresses as text (RFC 4291 section 2.2).
enum IPv6Text {
  /// Longer text is not looked at.
  static let maximumLength = 64

  static func mayContain(_ byte: UInt8) -> Bool {
    Lexer.hexDigit(byte) != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  /// Whether text has the shape of an address, whatever the numbers in it.
  static func isWellFormed(_ text: ArraySlice<UInt8>) -> Bool { Parts(text) != nil }

  /// The address that text says; `nil` when it says none.
  static func address(_ text: ArraySlice<UInt8>) -> IPv6Address? {
    guard let parts = Parts(text) else { return nil }
    var tail = parts.tail
    if let dotted = parts.dotted {
      guard let address = ipv4(dotted) else { return nil }
      tail += [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
    }
    let zeros = [UInt16](repeating: 0, count: max(0, 8 - parts.head.count - tail.count))
    let value = (parts.head + zeros + tail).reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
    return IPv6Address(rawValue: value)
  }

  /// Four decimal numbers up to 255 without needless zeros.
  private static func ipv4(_ text: ArraySlice<UInt8>) -> UInt32? {
    var address: UInt32 = 0
    for part in text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
        let value = UInt32(String(decoding: part, as: UTF8.self)), value < 256
      else { return nil }
      address = address << 8 | value
    }
    return address
  }

  /// The groups of an address: before the double colon, behind it, and dotted numbers at the end.
  private struct Parts {
    var head: [UInt16] = []
    var tail: [UInt16] = []
    var dotted: ArraySlice<UInt8>?
    private var hasGap = false

    init?(_ text: ArraySlice<UInt8>) {
      var position = text.startIndex
      func isColon(_ offset: Int) -> Bool { offset < text.endIndex && text[offset] == UInt8(ascii: ":") }
      while position < text.endIndex {
        if isColon(position), isColon(position + 1) {
          guard !hasGap else { return nil }
          hasGap = true
          position += 2
          if position == text.endIndex { break }
        } else if position > text.startIndex, !(hasGap && tail.isEmpty && isColon(position - 1)) {
          guard isColon(position) else { return nil }
          position += 1
        }
        let end = text[position...].firstIndex { $0 == UInt8(ascii: ":") } ?? text.endIndex
        guard append(text[position..<end], isLast: end == text.endIndex) else { return nil }
        position = end
      }
      guard isComplete else { return nil }
    }

    private mutating func append(_ group: ArraySlice<UInt8>, isLast: Bool) -> Bool {
      if group.contains(UInt8(ascii: ".")) {
        let numbers = group.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let areNumbers = numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
        guard isLast, numbers.count == 4, areNumbers else { return false }
        dotted = group
        return true
      }
      guard (1...4).contains(group.count), let value = UInt16(String(decoding: group, as: UTF8.self), radix: 16) else {
        return false
      }
      if hasGap { tail.append(value) } else { head.append(value) }
      return true
    }

    private var isComplete: Bool {
      let count = head.count + tail.count + (dotted == nil ? 0 : 2)
      return hasGap ? count <= 7 : count == 8
    }
  }
}
