import Bytes
import Dissection
import Packets

// What a line tells of a usual packet behind the time: just what the summaries of the packet's layers would write, by the
// same pieces, but all at once.
extension UsualPacket {
  /// Bytes that headers take in a line at most, the link-layer header and other options than timestamps apart.
  private static let maximumLength = 640

  /// Appends what is told of a packet whose payload has no layer.
  @inline(__always)
  func appendSummary(
    of packet: borrowing CapturedPacket, _ bases: TCPSequenceNote, _ options: borrowing RenderOptions,
    to out: inout TextBuffer
  ) {
    appendOuterHeaders(of: packet, options, to: &out)
    let (bytes, detail) = (packet.bytes, UsualDetail(options, of: packet))
    var isWhole = true
    out.write(atMost: Self.maximumLength) { cursor in
      isWhole = appendInnerHeaders(of: bytes, bases, detail, to: &cursor)
      if !isTCP { appendLength(of: bytes, to: &cursor) }
    }
    if !isWhole { _ = appendRest(of: bytes, bases, detail, to: &out) }
  }

  /// Appends what is told of the headers alone.
  ///
  /// - Returns: whether the line goes on.
  func appendHeaders(
    of packet: borrowing CapturedPacket, _ bases: TCPSequenceNote, _ options: borrowing RenderOptions,
    to out: inout TextBuffer
  ) -> Bool {
    appendOuterHeaders(of: packet, options, to: &out)
    let (bytes, detail) = (packet.bytes, UsualDetail(options, of: packet))
    var isWhole = true
    out.write(atMost: Self.maximumLength) { isWhole = appendInnerHeaders(of: bytes, bases, detail, to: &$0) }
    return isWhole || appendRest(of: bytes, bases, detail, to: &out)
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
}

// A cursor is fast where no call gets hold of it, so headers that fewer packets have are written in front of the others.
extension UsualPacket {
  /// Appends the link-layer header where it is told, and a header of IPv6.
  @inline(__always)
  private func appendOuterHeaders(
    of packet: borrowing CapturedPacket, _ options: borrowing RenderOptions, to out: inout TextBuffer
  ) {
    if options.showsLinkHeader { appendLinkHeader(of: packet, options, to: &out) }
    if isIPv6 { appendIPv6(of: packet.bytes, UsualDetail(options, of: packet), to: &out) }
  }

  @inline(never)
  private func appendLinkHeader(
    of packet: borrowing CapturedPacket, _ options: borrowing RenderOptions, to out: inout TextBuffer
  ) {
    guard let frame = try? EthernetFrame(packet.bytes) else { return }
    frame.append(to: &out, frame.type, packet.originalLength, options)
    var at = frame.headerLength
    while at < network, let tag = try? VLANTag(packet.bytes.suffix(from: at)) {
      out.write(atMost: 32) { tag.appendControl(to: &$0) }
      tag.appendType(to: &out, options)
      at &+= tag.headerLength
    }
  }

  @inline(never)
  private func appendIPv6(of packet: RawSpan, _ detail: UsualDetail, to out: inout TextBuffer) {
    guard let header = try? IPv6Packet(networkBytes(of: packet)) else { return }
    let (source, destination) = (packet.load16(transport), packet.load16(transport &+ 2))
    out.write(atMost: 256) { cursor in
      if !detail.showsLinkHeader { cursor.append("IP6 ") }
      if detail.verbosity > 0 { header.appendDetails(to: &cursor) }
      cursor.append(header.source)
      cursor.append(port: source, " > ")
      cursor.append(header.destination)
      cursor.append(port: destination, ": ")
    }
  }

  /// Appends what is behind the header of IPv6, and that of IPv4 with what is behind it; of a segment that has other
  /// options than timestamps, or a reason to reset, only what stands before the options.
  ///
  /// - Returns: whether that is all of the headers.
  @inline(__always)
  private func appendInnerHeaders(
    of packet: RawSpan, _ bases: TCPSequenceNote, _ detail: UsualDetail,
    to cursor: inout TextCursor
  ) -> Bool {
    if !isIPv6 { appendIPv4(of: packet, detail, to: &cursor) }
    let bytes = bytes(of: packet)
    guard isTCP else {
      if tellsDatagramChecksum(detail) { appendDatagramChecksum(of: packet, detail, to: &cursor) }
      return true
    }
    guard let segment = try? TCPSegment(bytes) else { return true }
    segment.appendControl(to: &cursor)
    if detail.tellsChecksums, let sum = transportSum(of: packet, length: length) {
      segment.appendChecksum(sum, detail.checksumState, to: &cursor)
    }
    segment.appendNumbers(bases, segmentLength, showsAll: detail.verbosity > 1, to: &cursor)
    if tellsReset(segment.flags, detail) { return false }
    if payload &- transport > 20 {
      guard let timestamps = segment.paddedTimestamps else { return false }
      cursor.append(paddedTimestamps: timestamps)
    }
    cursor.append(", length ")
    cursor.append(UInt16(truncatingIfNeeded: segmentLength))
    return true
  }

  @inline(__always)
  private func appendIPv4(of packet: RawSpan, _ detail: UsualDetail, to cursor: inout TextCursor) {
    guard let header = try? IPv4Packet(networkBytes(of: packet)) else { return }
    if !detail.showsLinkHeader { cursor.append("IP ") }
    if detail.verbosity > 0 {
      header.appendFields(to: &cursor)
      if detail.tellsChecksums {
        header.appendChecksum(over: packet.extracting(network..<transport), to: &cursor)
      }
      cursor.append(")\n    ")
    }
    cursor.append(header.source)
    cursor.append(port: packet.load16(transport), " > ")
    cursor.append(header.destination)
    cursor.append(port: packet.load16(transport &+ 2), ": ")
  }

  /// Appends a segment's options, what stands behind them, and a reason to reset.
  ///
  /// - Returns: whether the line goes on: not behind options that make no sense, nor such a reason.
  @inline(never)
  private func appendRest(
    of packet: RawSpan, _ bases: TCPSequenceNote, _ detail: UsualDetail, to out: inout TextBuffer
  ) -> Bool {
    guard let segment = try? TCPSegment(bytes(of: packet)) else { return false }
    if segment.optionsLength > 0 {
      let context = TCPOptionContext(
        selectiveBase: bases.selectiveBase, flags: segment.flags, hasWholePayload: packet.has(length, at: transport),
        expectedSignature: nil)
      guard (try? segment.appendOptions(context, to: &out)) == true else { return false }
    }
    out.append(", length ")
    out.append(segmentLength)
    guard tellsReset(segment.flags, detail) else { return true }
    out.append(resetData: packet.prefix(segmentLength, from: payload), segmentLength)
    return false
  }

  /// Bytes of a segment behind its header.
  @inline(__always)
  private var segmentLength: Int { transport &+ length &- payload }

  /// Whether the payload of a segment is told as a reason to reset.
  @inline(__always)
  private func tellsReset(_ flags: TCPFlags, _ detail: UsualDetail) -> Bool {
    detail.verbosity > 0 && flags.contains(.reset) && segmentLength > 0
  }
}

// Checksums
extension UsualPacket {
  /// Over IPv4, where it is no duty, a datagram's checksum is told a level later; with messages of Sun RPC it is not.
  @inline(__always)
  private func tellsDatagramChecksum(_ detail: UsualDetail) -> Bool {
    detail.tellsChecksums && detail.verbosity > (isIPv6 ? 0 : 1) && payloadKind != .rpc
  }

  @inline(__always)
  private func appendDatagramChecksum(of packet: RawSpan, _ detail: UsualDetail, to cursor: inout TextCursor) {
    guard let datagram = try? UDPDatagram(bytes(of: packet)) else { return }
    if datagram.checksum == 0, !isIPv6 { return cursor.append(UDPDatagram.noChecksum) }
    guard let sum = transportSum(of: packet, length: Int(datagram.length)) else { return }
    datagram.appendChecksum(sum, detail.checksumState, to: &cursor)
  }

  /// The checksum over so many bytes from the transport header on and their pseudo-header, folded; `nil` when they were
  /// not captured whole.
  ///
  /// The addresses stand just in front of that header.
  @inline(__always)
  private func transportSum(of packet: RawSpan, length: Int) -> UInt16? {
    guard packet.has(length, at: transport) else { return nil }
    var sum = InternetChecksum()
    sum.add(packet.extracting((transport &- (isIPv6 ? 32 : 8))..<(transport &+ length)))
    sum.add(UInt32(truncatingIfNeeded: length))
    sum.add(UInt16(isTCP ? IPProtocol.tcp.rawValue : IPProtocol.udp.rawValue))
    return sum.folded
  }
}
