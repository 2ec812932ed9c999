import Bytes
import Dissection
import Packets

/// Bytes written as hexadecimal digits; anything else between them is skipped.
func hex(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var high: UInt8?
  for digit in text.compactMap(\.hexDigitValue).map(UInt8.init) {
    if let first = high {
      bytes.append(first << 4 | digit)
      high = nil
    } else {
      high = digit
    }
  }
  return bytes
}

/// Collects fields as they are told.
struct FieldCollector: FieldVisitor {
  var names: [String] = []
  var values: [String: FieldValue] = [:]
  var ranges: [Range<Int>] = []

  mutating func visit(_ name: StaticString, _ value: FieldValue, at range: Range<Int>) {
    names.append("\(name)")
    values["\(name)"] = value
    ranges.append(range)
  }

  /// Whether every field begins where the one before it began, or later.
  var isInWireOrder: Bool { zip(ranges, ranges.dropFirst()).allSatisfy { $0.lowerBound <= $1.lowerBound } }
}

/// The fields of a protocol over bytes; none when its header is not whole.
func fields(of kind: ProtocolKind, _ bytes: [UInt8]) -> FieldCollector {
  var visitor: any FieldVisitor = FieldCollector()
  Registry.all.entries[Int(kind.rawValue)]?.fields(bytes.span.bytes, &visitor)
  return visitor as? FieldCollector ?? FieldCollector()
}

/// The layers of a packet; without the one of raw IP, which has no bytes.
func layers(of bytes: [UInt8], _ linkType: LinkType, originalLength: Int? = nil) -> [Layer] {
  var dissector = Dissector()
  let packet = CapturedPacket(
    timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: originalLength ?? bytes.count, linkType: linkType,
    bytes: bytes.span.bytes)
  let dissected = dissector.dissect(packet)
  var layers: [Layer] = []
  for index in 0..<dissected.layers.count where dissected.layers[index].kind != .raw {
    layers.append(dissected.layers[index])
  }
  return layers
}
