import Bytes
import Dissection
import Packets
import Rendering

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

/// The two bytes of a 16-bit integer in network byte order.
func big16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xff), UInt8(value & 0xff)] }

/// The text of one packet without its time and the newline that ends it.
func line(
  _ bytes: [UInt8], _ linkType: LinkType = .ipv4, originalLength: Int? = nil, verbosity: Int = 0,
  showsLinkHeader: Bool = false, options: RenderOptions = RenderOptions()
) -> String {
  var options = options
  options.timestampStyle = .none
  options.verbosity = verbosity
  options.showsLinkHeader = showsLinkHeader
  var renderer = LineRenderer(options: options)
  var out = TextBuffer()
  renderer.render(
    CapturedPacket(
      timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: originalLength ?? bytes.count,
      linkType: linkType, bytes: bytes.span.bytes),
    number: 1, into: &out)
  let text = out.bytes
  var line: [UInt8] = []
  for at in 0..<max(0, text.byteCount - 1) { line.append(text.load8(at)) }
  return String(decoding: line, as: UTF8.self)
}

/// An IPv4 packet from 10.0.0.1 to 10.0.0.2 with a good checksum.
func ipv4(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
  var header = hex("4500 0000 0001 0000 40") + [number] + hex("0000 0a000001 0a000002")
  header.replaceSubrange(2..<4, with: big16(20 + payload.count))
  var sum = InternetChecksum()
  sum.add(header.span.bytes)
  header.replaceSubrange(10..<12, with: big16(Int(sum.value)))
  return header + payload
}

/// An IPv4 packet with a datagram that has no checksum.
func udp(_ source: Int, _ destination: Int, _ payload: [UInt8]) -> [UInt8] {
  ipv4(17, big16(source) + big16(destination) + big16(8 + payload.count) + [0, 0] + payload)
}

/// An IPv4 packet with a segment of flags PSH and ACK and sequence numbers 1, its checksum 0.
func tcp(_ source: Int, _ destination: Int, _ payload: [UInt8]) -> [UInt8] {
  ipv4(6, big16(source) + big16(destination) + hex("00000001 00000001 5018 0064 0000 0000") + payload)
}

/// The lines of packets of IP, one after the other, with the newlines that end them.
func texts(of packets: [[UInt8]], _ change: (inout RenderOptions) -> Void = { _ in }) -> [String] {
  var options = RenderOptions()
  options.timestampStyle = .none
  change(&options)
  var renderer = LineRenderer(options: options)
  return packets.map { packet in
    var out = TextBuffer()
    renderer.render(
      CapturedPacket(
        timestamp: Timestamp(seconds: 0, nanoseconds: 0), originalLength: packet.count, linkType: .ipv4,
        bytes: packet.span.bytes),
      number: 1, into: &out)
    return String(decoding: out.copy(), as: UTF8.self)
  }
}
