import Bytes
import Dissection
import Packets

extension Summary {
  static let configurationTest = Summary(kind: .configurationTest, mark: "loopback") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    out.append("Loopback")
    guard layer.length >= 2 else { return try appendInvalid(bytes, layer.length, to: &out) }
    let frame = try ConfigurationTest(bytes)
    out.append(", skipCount ")
    out.append(frame.skipCount)
    if frame.skipCount % 8 != 0 { out.append(" (bogus)") }
    let rest = layer.length - frame.messageOffset
    guard rest >= 0 else { return try appendInvalid(bytes, layer.length, to: &out) }
    try bytes.require(frame.messageOffset)
    guard rest >= 2 else { return try appendInvalid(bytes, layer.length, to: &out) }
    try append(frame.function.captured(), bytes.suffix(from: frame.messageOffset + 2), rest - 2, to: &out, options)
  }

  /// Writes what is to be done with a frame.
  private static func append(
    _ function: UInt16, _ bytes: RawSpan, _ length: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let size: Int
    switch function {
    case 1:
      out.append(", Reply")
      size = 2
      guard length >= size else { return try appendInvalid(bytes, length, to: &out) }
      let number = try bytes.uint16(at: 0).byteSwapped
      out.append(", receipt number ")
      out.append(number)
    case 2:
      out.append(", Forward Data")
      size = 6
      guard length >= size else { return try appendInvalid(bytes, length, to: &out) }
      let address = MACAddress(rawValue: try bytes.uint48(at: 0))
      out.append(", forwarding address ")
      out.append(station: address, options)
    default:
      out.append(",  invalid (")
      out.append(function)
      out.append(")")
      return try bytes.require(length)
    }
    out.append(", data (")
    out.append(length - size)
    out.append(" octets)")
    try bytes.require(length)
  }

  private static func appendInvalid(_ bytes: RawSpan, _ length: Int, to out: inout TextBuffer) throws(Truncation) {
    out.append(" (invalid)")
    try bytes.require(length)
  }
}
