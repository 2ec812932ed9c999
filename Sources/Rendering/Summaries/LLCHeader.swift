import Bytes
import Dissection
import Packets

extension Summary {
  static let llc = Summary(kind: .llc, mark: "llc", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    guard bytes.byteCount > 0 || layer.length == 0, let header = try? LLCHeader(bytes) else {
      out.append(truncationMark: "llc")
      // This dump comes whatever else is dumped.
      return out.append(hexAndASCII: bytes)
    }
    if header.isRawIPX {
      if options.showsLinkHeader { out.append("IPX 802.3: ") }
      if try packet.summarize(index + 1, into: &out, options) { return }
      return packet.appendUnknown(index, to: &out, options)
    }
    if options.showsLinkHeader { header.appendDetails(to: &out) }
    if index + 1 < packet.layers.count {
      if header.destination == 0xe0, options.showsLinkHeader { out.append("IPX 802.2: ") }
      if try packet.summarize(index + 1, into: &out, options) { return }
    }
    if !options.showsLinkHeader { packet.appendAccessPoints(header, index, to: &out, options) }
    if !header.appendControl(bytes, layer.length, to: &out) { packet.appendUnknown(index, to: &out, options) }
  }
}

extension DissectedPacket {
  /// Dumps a frame from a header on that nobody explains.
  func appendUnknown(_ index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if options.dumpsUnknown { out.append(hexAndASCII: bytes(of: layers[index])) }
  }

  /// Writes the stations of the nearest frame around a layer that has any.
  func appendStations(_ index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    guard let frame = stations(around: index) else { return }
    out.append(station: frame.source, options)
    out.append(" > ")
    out.append(station: frame.destination, options)
    out.append(" ")
  }

  /// Who sent the nearest frame around a layer that has stations, and to whom.
  private func stations(around index: Int) -> (source: MACAddress, destination: MACAddress)? {
    var at = index - 1
    while at >= 0 {
      let bytes = bytes(of: layers[at])
      switch layers[at].kind {
      case .ethernet, .dsa, .edsa, .broadcomTagged:
        guard let frame = try? EthernetFrame(bytes) else { return nil }
        return (frame.source, frame.destination)
      case .fddi:
        guard let frame = try? FDDIFrame(bytes) else { return nil }
        return (frame.source, frame.destination)
      case .tokenRing:
        guard let frame = try? TokenRingFrame(bytes) else { return nil }
        return (frame.source, frame.destination)
      case .ipOverFibreChannel:
        guard let frame = try? IPOverFibreChannel(bytes) else { return nil }
        return (frame.source, frame.destination)
      case .wlan, .paddedWLAN:
        guard let frame = try? WLANFrame(bytes), let source = frame.source, let destination = frame.destination
        else { return nil }
        return (source, destination)
      default: at -= 1
      }
    }
    return nil
  }

  /// Writes the stations with their access points.
  fileprivate func appendAccessPoints(
    _ header: borrowing LLCHeader, _ index: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) {
    let frame = stations(around: index)
    if let frame { out.append(station: frame.source, options) }
    if header.source != header.destination {
      if frame != nil { out.append(" ") }
      out.append(accessPoint: header.source, "Unknown SSAP 0x")
    }
    if let frame {
      out.append(" > ")
      out.append(station: frame.destination, options)
      out.append(" ")
    } else if header.source != header.destination {
      out.append(" > ")
    }
    out.append(accessPoint: header.destination, "Unknown DSAP 0x")
    out.append(" ")
  }
}

extension LLCHeader {
  fileprivate func appendDetails(to out: inout TextBuffer) {
    out.append("LLC, dsap ")
    out.append(Self.accessPointNames[destination] ?? "Unknown")
    out.append(" (0x")
    out.append(hexByte: destination)
    out.append(isForGroup ? ") Group, ssap " : ") Individual, ssap ")
    out.append(Self.accessPointNames[source] ?? "Unknown")
    out.append(" (0x")
    out.append(hexByte: source)
    out.append(isResponse ? ") Response, ctrl 0x" : ") Command, ctrl 0x")
    out.append(hex: control, width: isUnnumbered ? 2 : 4)
    out.append(": ")
  }

  /// Writes what the control field says; returns whether the frame is told with that.
  fileprivate func appendControl(_ bytes: RawSpan, _ length: Int, to out: inout TextBuffer) -> Bool {
    if isUnnumbered { return appendUnnumbered(bytes, length, to: &out) }
    let isSupervisory = control & 1 == 1
    if isSupervisory {
      out.append("Supervisory, ")
      out.append(Self.supervisoryNames[control >> 2 & 3] ?? "?")
    } else {
      out.append("Information, send seq ")
      out.append(control >> 1 & 0x7f)
    }
    out.append(", rcv seq ")
    out.append(control >> 9)
    appendFlags(control & 0x100 != 0, length, to: &out)
    return isSupervisory
  }

  private func appendUnnumbered(_ bytes: RawSpan, _ length: Int, to out: inout TextBuffer) -> Bool {
    let command = UInt8(truncatingIfNeeded: control & 0xef)
    out.append("Unnumbered, ")
    if let name = Self.commandNames[command] { out.append(name) } else { out.append(hexByte: command) }
    appendFlags(control & 0x10 != 0, length, to: &out)
    guard command == 0xaf else { return false }
    if length == 3 { return true }
    guard let format = bytes.uint8(ifAt: 3) else {
      out.append(truncationMark: "llc")
      return true
    }
    guard format == 0x81 else { return false }
    if length < 6 || bytes.byteCount < 6 {
      out.append(truncationMark: "llc")
      out.append(hexAndASCII: bytes.suffix(from: 3))
    } else {
      out.append(": ")
      out.append(hexByte: bytes.load8(4))
      out.append(" ")
      out.append(hexByte: bytes.load8(5))
    }
    return true
  }

  private func appendFlags(_ polls: Bool, _ length: Int, to out: inout TextBuffer) {
    out.append(", Flags [")
    if polls { out.append(isResponse ? "Final" : "Poll") } else { out.append(isResponse ? "Response" : "Command") }
    out.append("], length ")
    out.append(length)
  }

  private static let commandNames = Tokens([
    0x03: "ui", 0xe3: "test", 0xaf: "xid", 0x63: "ua", 0x43: "disc", 0x0f: "dm", 0x6f: "sabme", 0x87: "frmr",
  ])

  private static let supervisoryNames = Tokens([0: "Receiver Ready", 1: "Receiver not Ready", 2: "Reject"])

  /// The names of service access points.
  static let accessPointNames = Tokens([
    0x00: "Null", 0x02: "802.1B I", 0x04: "SNA", 0x06: "IP", 0x0e: "ProWay NM", 0x42: "STP", 0x4e: "RS511",
    0x7e: "ISO8208", 0x8e: "ProWay", 0xaa: "SNAP", 0xe0: "IPX", 0xf0: "NetBeui", 0xfe: "OSI",
  ])
}

extension TextBuffer {
  fileprivate mutating func append(accessPoint number: UInt8, _ prefix: StaticString) {
    if let name = LLCHeader.accessPointNames[number] { return append(name) }
    append(prefix)
    append(hexByte: number)
  }
}
