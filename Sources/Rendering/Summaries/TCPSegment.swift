import Bytes
import Dissection
import Packets

extension Summary {
  static let tcp = Summary(kind: .tcp, mark: "tcp", goesOnWhenCut: true, write: writeTCP)

  /// Called directly by `summarize`.
  static func writeTCP(
    _ packet: borrowing DissectedPacket, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    let partial = TCPSegment.Partial(bytes)
    guard let source = partial.sourcePort, let destination = partial.destinationPort else {
      packet.appendEndpoints(of: index, nil, .tcp, to: &out, options)
      throw Truncation()
    }
    packet.appendEndpoints(of: index, (source, destination), .tcp, to: &out, options)
    let segment = try TCPSegment(bytes)
    let header = segment.headerLength
    let payload = layer.length - header
    if header < 20 {
      out.append(" tcp ")
      out.append(UInt32(truncatingIfNeeded: payload))
      out.append(" [bad hdr length ")
      out.append(header)
      return out.append(" - too short, < 20]")
    }
    if options.quietness > 0 {
      out.append("tcp ")
      out.append(UInt32(truncatingIfNeeded: payload))
      if payload < 0 { out.append(longHeader: header, layer.length) }
      return
    }
    out.write(atMost: 16) { segment.appendControl(to: &$0) }
    if payload < 0 { return out.append(longHeader: header, layer.length) }
    if options.verbosity > 0, !options.skipsChecksums, !packet.isFragmented(around: index) {
      packet.appendChecksum(segment, index, layer.length, to: &out)
    }
    let bases = packet.notes.tcp
    let showsAll = options.verbosity > 1
    out.write(atMost: 72) { segment.appendNumbers(bases, payload, showsAll: showsAll, to: &$0) }
    if segment.optionsLength > 0 {
      let context = TCPOptionContext(
        selectiveBase: bases.selectiveBase, flags: segment.flags,
        hasWholePayload: bytes.has(layer.length, at: 0),
        expectedSignature: packet.expectedSignature(of: segment, at: index, options.signer))
      guard try segment.appendOptions(context, to: &out) else { return }
    }
    out.write(atMost: 32) { cursor in
      cursor.append(", length ")
      cursor.append(payload)
    }
    guard payload > 0 else { return }
    if bytes.byteCount < header {
      out.append(" [remaining caplen(")
      out.append(bytes.byteCount)
      out.append(") < header length(")
      out.append(header)
      out.append(")]")
      throw Truncation()
    }
    if segment.flags.contains(.reset), options.verbosity > 0 {
      return out.append(resetData: bytes.suffix(from: header), payload)
    }
    try packet.summarize(index + 1, into: &out, options)
  }
}

extension TCPFlags {
  /// The letters of the eight lower bits, the lowest bit's first.
  private static let letters = UInt64(bigEndian: 0x46_53_52_50_2e_55_45_57)

  @inline(__always)
  fileprivate func append(to out: inout TextCursor) {
    var bits = UInt8(truncatingIfNeeded: rawValue)
    if bits == 0 { return out.append("none") }
    var (word, length) = (UInt64(0), 0)
    while bits != 0 {
      let letter = Self.letters &>> UInt64(bits.trailingZeroBitCount &* 8) & 0xff
      word |= letter &<< UInt64(length &* 8)
      length &+= 1
      bits &= bits &- 1
    }
    out.append(word: word, length: length)
  }
}

extension TCPSegment {
  /// Appends the control bits.
  @inline(__always)
  func appendControl(to out: inout TextCursor) {
    out.append("Flags [")
    flags.append(to: &out)
    out.append(byte: UInt8(ascii: "]"))
  }

  /// Appends what is to be said of the checksum: at most 48 bytes.
  ///
  /// - Parameter sum: the sum over what it covers, folded.
  @inline(__always)
  func appendChecksum(_ sum: UInt16, _ state: ChecksumState, to out: inout TextCursor) {
    if sum != 0xffff, state.isUnfinished { return out.append(", cksum not yet computed (offload)") }
    out.append(", cksum 0x")
    out.append(hexWord: checksum)
    if sum == 0xffff { return out.append(" (correct)") }
    out.append(" (incorrect -> 0x")
    out.append(hexWord: checksum.expected(folded: sum))
    out.append(byte: UInt8(ascii: ")"))
  }

  /// Appends the numbers behind them.
  ///
  /// - Parameters:
  ///   - bases: what to subtract from them.
  ///   - payload: bytes behind the header.
  ///   - showsAll: whether the sequence number is told even where it says nothing.
  @inline(__always)
  func appendNumbers(_ bases: TCPSequenceNote, _ payload: Int, showsAll: Bool, to out: inout TextCursor) {
    let flags = flags
    if showsAll || payload > 0 || !flags.isDisjoint(with: [.synchronize, .finish, .reset]) {
      let sequence = sequenceNumber &- bases.sequenceBase
      out.append(", seq ")
      out.append(sequence)
      if payload > 0 {
        out.append(byte: UInt8(ascii: ":"))
        out.append(sequence &+ UInt32(truncatingIfNeeded: payload))
      }
    }
    if flags.contains(.acknowledgment) {
      out.append(", ack ")
      out.append(acknowledgmentNumber &- bases.acknowledgmentBase)
    }
    out.append(", win ")
    out.append(window)
    if flags.contains(.urgent) {
      out.append(", urg ")
      out.append(urgentPointer)
    }
  }
}

extension TextCursor {
  /// Appends options that are two no-operations and timestamps.
  @inline(__always)
  mutating func append(paddedTimestamps numbers: (value: UInt32, echo: UInt32)) {
    append(", options [nop,nop,TS val ")
    append(numbers.value)
    append(" ecr ")
    append(numbers.echo)
    append(byte: UInt8(ascii: "]"))
  }
}

extension DissectedPacket {
  fileprivate func appendChecksum(
    _ segment: TCPSegment, _ index: Int, _ length: Int, to out: inout TextBuffer
  ) {
    guard let sum = transportSum(of: index, length: length, .tcp) else { return }
    let state = packet.checksumState
    out.write(atMost: 48) { segment.appendChecksum(sum, state, to: &$0) }
  }
}

extension TextBuffer {
  fileprivate mutating func append(longHeader header: Int, _ length: Int) {
    append(" [bad hdr length ")
    append(header)
    append(" - too long, > ")
    append(length)
    append("]")
  }

  /// Appends the reason that a reset may carry as text.
  mutating func append(resetData bytes: RawSpan, _ length: Int) {
    append(bytes.byteCount < length ? " [!RST" : " [RST")
    if length > 30 { append("+") }
    append(" ")
    for at in 0..<min(bytes.byteCount, min(length, 30)) { append(visible: bytes.load8(at)) }
    append("]")
  }
}
