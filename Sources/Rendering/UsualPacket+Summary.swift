import Bytes
import Dissection
import Packets

// What a brief line tells of a usual packet behind the time: just what the summaries of the packet's layers would write,
// but all at once.
extension UsualPacket {
  /// Bytes that headers take in a line at most, other options than timestamps apart.
  private static let maximumLength = 384

  /// Appends what is told of a packet whose payload has no layer.
  @inline(__always)
  func appendSummary(of packet: RawSpan, _ bases: TCPSequenceNote, to out: inout TextBuffer) {
    var isWhole = true
    out.write(atMost: Self.maximumLength) { cursor in
      isWhole = appendHeaders(of: packet, bases, to: &cursor)
      if !isTCP { appendLength(of: packet, to: &cursor) }
    }
    if !isWhole { _ = appendRareOptions(of: packet, bases, to: &out) }
  }

  /// Appends what is told of the headers alone.
  ///
  /// - Returns: whether the line goes on.
  func appendHeaders(of packet: RawSpan, _ bases: TCPSequenceNote, to out: inout TextBuffer) -> Bool {
    var isWhole = true
    out.write(atMost: Self.maximumLength) { isWhole = appendHeaders(of: packet, bases, to: &$0) }
    return isWhole || appendRareOptions(of: packet, bases, to: &out)
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

  /// Appends the headers; of a segment that has other options than timestamps only what stands before these.
  ///
  /// - Returns: whether that is all of the headers.
  @inline(__always)
  private func appendHeaders(of packet: RawSpan, _ bases: TCPSequenceNote, to cursor: inout TextCursor) -> Bool {
    let bytes = bytes(of: packet)
    appendEndpoints(of: packet, bytes.load16(0), bytes.load16(2), to: &cursor)
    guard isTCP, let segment = try? TCPSegment(bytes) else { return true }
    let payload = transport &+ length &- self.payload
    segment.appendControl(to: &cursor)
    segment.appendNumbers(bases, payload, showsAll: false, to: &cursor)
    if self.payload &- transport > 20 {
      guard let timestamps = segment.paddedTimestamps else { return false }
      cursor.append(paddedTimestamps: timestamps)
    }
    cursor.append(", length ")
    cursor.append(payload)
    return true
  }

  @inline(__always)
  private func appendEndpoints(
    of packet: RawSpan, _ sourcePort: UInt16, _ destinationPort: UInt16, to cursor: inout TextCursor
  ) {
    if isIPv6 {
      let (source, destination) = ipv6Addresses(in: packet)
      cursor.append("IP6 ")
      cursor.append(source)
      cursor.append(port: sourcePort, " > ")
      cursor.append(destination)
      cursor.append(port: destinationPort, ": ")
    } else {
      let (source, destination) = ipv4Addresses(in: packet)
      cursor.append("IP ")
      cursor.append(source)
      cursor.append(port: sourcePort, " > ")
      cursor.append(destination)
      cursor.append(port: destinationPort, ": ")
    }
  }

  /// Appends a segment's options and what stands behind them.
  ///
  /// - Returns: whether the line goes on: not behind options that make no sense.
  @inline(never)
  private func appendRareOptions(of packet: RawSpan, _ bases: TCPSequenceNote, to out: inout TextBuffer) -> Bool {
    guard let segment = try? TCPSegment(bytes(of: packet)) else { return false }
    let context = TCPOptionContext(
      selectiveBase: bases.selectiveBase, flags: segment.flags, hasWholePayload: packet.has(length, at: transport),
      expectedSignature: nil)
    guard (try? segment.appendOptions(context, to: &out)) == true else { return false }
    out.append(", length ")
    out.append(transport &+ length &- payload)
    return true
  }
}
