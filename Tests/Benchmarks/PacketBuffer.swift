import Bytes
import Packets
import TestSupport

/// Packets one behind the other in one buffer, as a reader hands them out, without the reader.
struct PacketBuffer {
  let file: [UInt8]
  /// Where each packet lies.
  let records: [Range<Int>]

  var count: Int { records.count }

  init(packets: Int) {
    let file = MixedTraffic.pcapFile(packets: packets)
    var records: [Range<Int>] = []
    let bytes = file.span.bytes
    var offset = 24
    while offset < bytes.byteCount {
      let length = Int(bytes.load(fromByteOffset: offset + 8, as: UInt32.self, .native))
      records.append((offset + 16)..<(offset + 16 + length))
      offset += 16 + length
    }
    self.file = file
    self.records = records
  }

  /// Hands out every packet.
  func forEach(_ body: (borrowing CapturedPacket) -> Void) {
    let bytes = file.span.bytes
    for (index, record) in records.enumerated() {
      body(
        CapturedPacket(
          timestamp: Timestamp(seconds: 1_700_000_000, nanoseconds: Int64(index) * 1000),
          originalLength: record.count, linkType: .ethernet,
          bytes: bytes.extracting(record)))
    }
  }
}
