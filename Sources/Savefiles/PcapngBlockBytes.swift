internal import Bytes

/// A block in the making.
struct PcapngBlockBytes {
  /// The order of its integers.
  let order: ByteOrder
  private var bytes: [UInt8] = []

  /// A block without contents.
  init(_ type: PcapngBlockType, _ order: ByteOrder = .native) {
    self.order = order
    bytes.append(type.rawValue, order)
    bytes.append(UInt32(0))
  }

  /// Adds an integer.
  mutating func append(_ value: some FixedWidthInteger) { bytes.append(value, order) }

  /// Adds bytes as they are.
  mutating func append(contents: [UInt8]) { bytes += contents }

  /// Adds options and what ends them; nothing where there are none.
  mutating func append(_ options: [PcapngOption]) {
    for option in options { bytes.append(option, order) }
    if !options.isEmpty { bytes.append(UInt32(0)) }
  }

  /// The whole block.
  consuming func finished() -> [UInt8] {
    let length = UInt32(truncatingIfNeeded: bytes.count + 4)
    var whole: [UInt8] = Array(bytes[..<4])
    whole.append(length, order)
    whole += bytes[8...]
    whole.append(length, order)
    return whole
  }
}

extension [UInt8] {
  /// Adds an integer as it stands in the memory of this machine, or of one of another byte order.
  mutating func append(_ value: some FixedWidthInteger, _ order: ByteOrder = .native) {
    let count = value.bitWidth / 8
    for index in 0..<count {
      let place = order == .littleEndian ? index : count - 1 - index
      append(UInt8(truncatingIfNeeded: value >> (place * 8)))
    }
  }

  /// Adds an option of a block, with its padding.
  mutating func append(_ option: PcapngOption, _ order: ByteOrder = .native) {
    append(option.code, order)
    append(UInt16(truncatingIfNeeded: option.value.count), order)
    self += option.value
    self += [UInt8](repeating: 0, count: -option.value.count & 3)
  }
}
