/// What bytes must be, as far as one window of 8 can show, and which nodes the answers lead to.
struct EvaluatorPattern {
  /// Bytes of a window.
  static let window = 8

  /// A byte's offset, the bits of it that count and what they are.
  private typealias Byte = (offset: Int, mask: UInt8, value: UInt8)

  /// Where the IPv4 header begins behind whose end offsets are counted; `nil` when they are counted from the packet's start.
  let header: Int?
  /// For each offset the mask and the wanted value, in order.
  private var bytes: [Byte]
  /// What is as good; for the same window.
  private var other: [Byte] = []
  var yes: Int
  var no: Int

  /// The pattern of a field that has a value under a mask; `nil` when it never has.
  init?(_ field: EvaluatorField, mask: UInt32, value: UInt32, yes: Int, no: Int) {
    guard value & ~(mask & field.mask) == 0 else { return nil }
    header = field.header
    bytes = []
    for place in 0..<field.size {
      let shift = UInt32(8 * (field.size - 1 - place))
      let mask = UInt8(truncatingIfNeeded: (mask & field.mask) >> shift)
      // Bytes that may be anything count for the reach: they must be there.
      bytes.append((field.offset + place, mask, UInt8(truncatingIfNeeded: value >> shift)))
    }
    self.yes = yes
    self.no = no
  }

  private var start: Int { min(bytes.first?.offset ?? 0, other.first?.offset ?? .max) }
  private var end: Int { max(bytes.last?.offset ?? 0, other.last?.offset ?? 0) + 1 }
  private var isSingle: Bool { other.isEmpty }

  /// Where the window begins: it ends where the last byte does, unless it would begin before the packet.
  var offset: UInt16 { UInt16(max(0, end - Self.window)) }

  /// Whether another pattern cannot hold when this one does.
  func excludes(_ other: EvaluatorPattern) -> Bool {
    guard isSingle, header == other.header else { return false }
    return Self.joined(bytes, other.bytes) == nil && (other.isSingle || Self.joined(bytes, other.other) == nil)
  }

  /// The pattern that holds when this one and one that is asked next hold; `nil` when one window cannot show that.
  func and(_ next: EvaluatorPattern) -> EvaluatorPattern? {
    guard header == next.header, next.isSingle else { return nil }
    guard max(end, next.end) - min(start, next.start) <= Self.window else { return nil }
    guard let joined = Self.joined(bytes, next.bytes), let otherJoined = Self.joined(other, next.bytes) else {
      return nil
    }
    var both = self
    both.yes = next.yes
    both.bytes = joined
    if !isSingle { both.other = otherJoined }
    return both
  }

  /// Bytes that are both what one and what another pattern wants; `nil` when that cannot be.
  private static func joined(_ bytes: [Byte], _ others: [Byte]) -> [Byte]? {
    var joined = bytes
    for byte in others {
      guard let place = joined.firstIndex(where: { $0.offset == byte.offset }) else {
        joined.append(byte)
        continue
      }
      guard (joined[place].value ^ byte.value) & joined[place].mask & byte.mask == 0 else { return nil }
      joined[place].value |= byte.value
      joined[place].mask |= byte.mask
    }
    return joined.sorted { $0.offset < $1.offset }
  }

  /// The pattern that holds when this one or one that is asked next holds; `nil` when one window cannot show that.
  func or(_ next: EvaluatorPattern) -> EvaluatorPattern? {
    guard yes == next.yes else { return nil }
    return either(next, yes: yes)
  }

  /// The pattern that holds when this one or one that is asked next holds, wherever they lead, and leads to a node then;
  /// `nil` when one window cannot show that.
  func either(_ next: EvaluatorPattern, yes: Int) -> EvaluatorPattern? {
    guard header == next.header, isSingle, next.isSingle else { return nil }
    guard max(end, next.end) - min(start, next.start) <= Self.window else { return nil }
    var either = self
    either.other = next.bytes
    (either.yes, either.no) = (yes, next.no)
    return either
  }

  /// The mask and the value as they stand in the window, the first byte lowest.
  var question: (mask: UInt64, value: UInt64) { word(bytes) }

  /// The same for what is as good; the question itself when there is nothing else.
  var otherQuestion: (mask: UInt64, value: UInt64) { word(isSingle ? bytes : other) }

  /// Whether two values are asked for, which only the second question of a pair can do.
  var isDouble: Bool { !isSingle }

  private func word(_ bytes: [Byte]) -> (mask: UInt64, value: UInt64) {
    bytes.reduce((0, 0)) { word, byte in
      let shift = UInt64(8 * (byte.offset - Int(offset)))
      return (word.0 | UInt64(byte.mask) << shift, word.1 | UInt64(byte.value & byte.mask) << shift)
    }
  }
}
