internal import Bytes

/// A block in the making, in this machine's byte order.
struct PcapngBlockBytes {
  private var bytes: [UInt8] = []

  /// A block without contents.
  init(_ type: PcapngBlockType) {
    bytes.append(type.rawValue)
    bytes.append(UInt32(0))
  }

  /// Adds an integer.
  mutating func append(_ value: some FixedWidthInteger) { bytes.append(value) }

  /// Adds options and what ends them; nothing where there are none.
  mutating func append(_ options: [PcapngOption]) {
    for option in options { bytes.append(option) }
    if !options.isEmpty { bytes.append(UInt32(0)) }
  }

  /// The whole block.
  consuming func finished() -> [UInt8] {
    let length = UInt32(truncatingIfNeeded: bytes.count + 4)
    var whole: [UInt8] = Array(bytes[..<4])
    whole.append(length)
    whole += bytes[8...]
    whole.append(length)
    return whole
  }
}

extension [UInt8] {
  /// Adds an integer as it stands in this machine's memory.
  mutating func append(_ value: some FixedWidthInteger) {
    let count = value.bitWidth / 8
    for index in 0..<count {
      let place = ByteOrder.native == .littleEndian ? index : count - 1 - index
      append(UInt8(truncatingIfNeeded: value >> (place * 8)))
    }
  }

  /// Adds an option of a block, with its padding.
  mutating func append(_ option: PcapngOption) {
    append(option.code)
    append(UInt16(truncatingIfNeeded: option.value.count))
    self += option.value
    self += [UInt8](repeating: 0, count: -option.value.count & 3)
  }
}
