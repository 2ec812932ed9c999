internal import Bytes

extension PcapngBlock {
  /// The same block with its integers in the other byte order; `nil` for one of which nobody but its maker knows where
  /// they stand, or that is broken.
  func inOtherOrder() -> PcapngBlock? {
    var block = self
    block.isSwapped.toggle()
    var swap = ByteSwap(contents, from: isSwapped ? ByteOrder.native.swapped : .native)
    switch PcapngBlockType(rawValue: type) {
    case .journal: return block
    case .nameResolution: swap.names()
    case .interfaceStatistics: swap.statistics()
    case .decryptionSecrets: swap.secrets()
    default: return nil
    }
    guard swap.isWhole else { return nil }
    block.contents = swap.bytes
    return block
  }
}

/// Turns the integers of a block's contents round, from its beginning on.
private struct ByteSwap {
  private(set) var bytes: [UInt8]
  /// Whether all that was asked for was there.
  private(set) var isWhole = true
  private let order: ByteOrder
  private var place = 0

  init(_ bytes: [UInt8], from order: ByteOrder) {
    self.bytes = bytes
    self.order = order
  }

  /// Names of addresses: records of a type, a length and a padded value up to one of type 0 (section 4.5).
  mutating func names() {
    while isWhole, place < bytes.count {
      let (type, length) = (integer(2), integer(2))
      pass(length)
      if type == 0 { break }
    }
    options { _ in [] }
  }

  /// The number of an interface, a time, and counts (section 4.6).
  mutating func statistics() {
    for _ in 0..<3 { _ = integer(4) }
    options { code in
      switch code {
      // Two halves of a time, the higher one first.
      case 2, 3: [4, 4]
      case 4...8: [8]
      default: []
      }
    }
  }

  /// The type of the secrets, their length, and they themselves (section 4.7).
  mutating func secrets() {
    _ = integer(4)
    pass(integer(4))
    options { _ in [] }
  }

  /// Options up to the end.
  ///
  /// - Parameter integers: the lengths of the integers in the value of an option of a code.
  private mutating func options(_ integers: (Int) -> [Int]) {
    while isWhole, place < bytes.count {
      let (code, length) = (integer(2), integer(2))
      let end = place + (length + 3) & ~3
      guard end <= bytes.count else { return isWhole = false }
      var lengths = integers(code)
      if PcapngOption.custom.contains(UInt16(code)) { lengths = [4] }
      if lengths.reduce(0, +) <= length { for length in lengths { _ = integer(length) } }
      place = end
      if code == 0 { return }
    }
  }

  /// Turns the next integer round.
  ///
  /// - Returns: its value, as far as it is a length or a code.
  private mutating func integer(_ length: Int) -> Int {
    guard isWhole, length <= bytes.count - place else {
      isWhole = false
      return 0
    }
    let field = bytes[place..<(place + length)]
    let value = (order == .bigEndian ? Array(field) : field.reversed()).prefix(8).reduce(0 as UInt64) {
      $0 << 8 | UInt64($1)
    }
    bytes.replaceSubrange(place..<(place + length), with: field.reversed())
    place += length
    return Int(clamping: value)
  }

  /// Passes over a padded value.
  private mutating func pass(_ length: Int) {
    guard isWhole, length <= bytes.count - place else { return isWhole = false }
    place = min(bytes.count, place + (length + 3) & ~3)
  }
}
