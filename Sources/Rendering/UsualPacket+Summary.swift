import Bytes
import Dissection
import Packets

// What a brief line tells of a usual packet behind the time: just what the summaries of the packet's layers would write,
// but all at once.
extension UsualPacket {
  /// Bytes that headers take in a line at most.
  private static let maximumLength = 384

  /// Appends what is told of headers that nothing is told behind.
  @inline(__always)
  func appendSummary(of packet: RawSpan, _ bases: TCPSequenceNote, to out: inout TextBuffer) {
    out.write(atMost: Self.maximumLength) { cursor in
      appendHeaders(of: packet, bases, to: &cursor)
      if !isTCP { appendLength(of: packet, to: &cursor) }
    }
  }

  /// Appends what is told of the headers alone.
  func appendHeaders(of packet: RawSpan, _ bases: TCPSequenceNote, to out: inout TextBuffer) {
    out.write(atMost: Self.maximumLength) { appendHeaders(of: packet, bases, to: &$0) }
  }

  /// Appends what is told of a payload that has no line of its own.
  func appendUnknownPayload(of packet: RawSpan, to out: inout TextBuffer) {
    if !isTCP { out.write(atMost: 32) { appendLength(of: packet, to: &$0) } }
  }

  @inline(__always)
  private func appendLength(of packet: RawSpan, to cursor: inout TextCursor) {
    cursor.append("UDP, length ")
    cursor.append(packet.load16(transport &+ 4) &- 8)
  }

  @inline(__always)
  private func appendHeaders(of packet: RawSpan, _ bases: TCPSequenceNote, to cursor: inout TextCursor) {
    let bytes = bytes(of: packet)
    let ports = (bytes.load16(0), bytes.load16(2))
    if isIPv6 {
      let (source, destination) = ipv6Addresses(in: packet)
      cursor.append("IP6 ")
      cursor.append(source)
      cursor.append(port: ports.0, " > ")
      cursor.append(destination)
      cursor.append(port: ports.1, ": ")
    } else {
      let (source, destination) = ipv4Addresses(in: packet)
      cursor.append("IP ")
      cursor.append(source)
      cursor.append(port: ports.0, " > ")
      cursor.append(destination)
      cursor.append(port: ports.1, ": ")
    }
    guard isTCP, let segment = try? TCPSegment(bytes) else { return }
    let payload = transport &+ length &- self.payload
    segment.appendControl(to: &cursor)
    segment.appendNumbers(bases, payload, showsAll: false, to: &cursor)
    if segment.hasPaddedTimestamps { segment.appendPaddedTimestamps(to: &cursor) }
    cursor.append(", length ")
    cursor.append(payload)
  }
}
