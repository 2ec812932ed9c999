import Bytes

/// Bytes of integers in one order.
struct ByteList {
  let order: ByteOrder
  var bytes: [UInt8] = []

  init(_ order: ByteOrder) { self.order = order }

  mutating func put<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: order == .bigEndian ? value.bigEndian : value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  func putting<T: FixedWidthInteger>(_ values: T...) -> ByteList {
    var list = self
    for value in values { list.put(value) }
    return list
  }
}

/// Makes pcap files.
enum Pcap {
  static func header(
    _ order: ByteOrder = .littleEndian, magic: UInt32 = 0xa1b2_c3d4, version: (UInt16, UInt16) = (2, 4),
    snapshotLength: UInt32 = 262_144, linkType: UInt32 = 1
  ) -> [UInt8] {
    ByteList(order).putting(magic).putting(version.0, version.1).putting(0, 0, snapshotLength, linkType).bytes
  }

  static func record(
    _ bytes: [UInt8], in order: ByteOrder = .littleEndian, at time: (seconds: UInt32, fraction: UInt32) = (1, 2),
    originalLength: UInt32? = nil, capturedLength: UInt32? = nil, extra: [UInt8] = []
  ) -> [UInt8] {
    let captured = capturedLength ?? UInt32(bytes.count)
    let original = originalLength ?? UInt32(bytes.count)
    return ByteList(order).putting(time.seconds, time.fraction, captured, original).bytes + extra + bytes
  }
}

/// Makes pcapng blocks.
enum Pcapng {
  static func block(
    _ type: UInt32, _ contents: [UInt8], in order: ByteOrder = .littleEndian, length: UInt32? = nil,
    trailer: UInt32? = nil
  ) -> [UInt8] {
    let padded = contents + [UInt8](repeating: 0, count: (4 - contents.count % 4) % 4)
    let total = length ?? UInt32(12 + padded.count)
    return ByteList(order).putting(type, total).bytes + padded + ByteList(order).putting(trailer ?? total).bytes
  }

  static func section(
    _ order: ByteOrder = .littleEndian, version: (UInt16, UInt16) = (1, 0), magic: UInt32 = 0x1a2b_3c4d,
    options: [UInt8] = []
  ) -> [UInt8] {
    let fixed = ByteList(order).putting(magic).putting(version.0, version.1).putting(UInt64.max).bytes
    return block(0x0a0d_0d0a, fixed + options, in: order)
  }

  static func interface(
    _ order: ByteOrder = .littleEndian, linkType: UInt16 = 1, snapshotLength: UInt32 = 262_144, options: [UInt8] = []
  ) -> [UInt8] {
    block(1, ByteList(order).putting(linkType, 0).putting(snapshotLength).bytes + options, in: order)
  }

  static func option(_ code: UInt16, _ value: [UInt8], in order: ByteOrder = .littleEndian) -> [UInt8] {
    ByteList(order).putting(code, UInt16(value.count)).bytes + value
      + [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
  }

  static func enhanced(
    _ bytes: [UInt8], in order: ByteOrder = .littleEndian, interface: UInt32 = 0, ticks: UInt64 = 1_000_002,
    originalLength: UInt32? = nil, capturedLength: UInt32? = nil, options: [UInt8] = []
  ) -> [UInt8] {
    let fixed = ByteList(order).putting(
      interface, UInt32(ticks >> 32), UInt32(truncatingIfNeeded: ticks), capturedLength ?? UInt32(bytes.count),
      originalLength ?? UInt32(bytes.count))
    let padding = [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    return block(6, fixed.bytes + bytes + padding + options, in: order)
  }

  static func simple(
    _ bytes: [UInt8], in order: ByteOrder = .littleEndian, originalLength: UInt32? = nil
  ) -> [UInt8] {
    block(3, ByteList(order).putting(originalLength ?? UInt32(bytes.count)).bytes + bytes, in: order)
  }

  static func obsolete(
    _ bytes: [UInt8], in order: ByteOrder = .littleEndian, interface: UInt16 = 0, drops: UInt16 = 0,
    ticks: UInt64 = 1_000_002
  ) -> [UInt8] {
    let fixed = ByteList(order).putting(interface, drops).putting(
      UInt32(ticks >> 32), UInt32(truncatingIfNeeded: ticks), UInt32(bytes.count), UInt32(bytes.count))
    return block(2, fixed.bytes + bytes, in: order)
  }
}
