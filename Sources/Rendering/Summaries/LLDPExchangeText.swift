import Bytes
import Dissection

/// Writes the elements of data centre bridging as they were before IEEE 802.1Qaz.
struct LLDPExchangeText: ~Escapable {
  private let value: RawSpan

  @_lifetime(copy value)
  init(_ value: RawSpan) { self.value = value }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) -> LLDPOutcome {
    guard value.byteCount >= 4 else { return .whole }
    let subtype = value.load8(3)
    out.append(subtype: subtype, Self.names[subtype])
    if subtype == 1 { return .unknown }
    var outcome = LLDPOutcome.whole
    var elements = LLDPElements(value.suffix(from: 4), length: value.byteCount - 4)
    while let element = try elements.next(), element.type != 0, element.length > 0 {
      outcome = .whole
      guard let content = try? elements.value(of: element) else { return outcome }
      if let needed = Self.lengths[element.type] {
        guard element.length >= needed else { return outcome }
        LLDPFeatureText(content).append(element.type, to: &out)
      } else {
        outcome = .unknown
      }
      if options.verbosity > 1 || outcome == .unknown { out.append(hex: content, indent: "\n\t    ") }
    }
    return outcome
  }

  private static let names = Tokens([
    1: "DCB Capability Exchange Protocol Rev 1", 2: "DCB Capability Exchange Protocol Rev 1.01",
  ])
  /// Bytes that an element needs to be told.
  private static let lengths: [UInt8: Int] = [1: 10, 2: 17, 3: 6, 4: 4]
}

/// Writes one feature of data centre bridging.
private struct LLDPFeatureText: ~Escapable {
  private let value: RawSpan

  @_lifetime(copy value)
  init(_ value: RawSpan) { self.value = value }

  func append(_ type: UInt8, to out: inout TextBuffer) {
    out.append("\n\t    ", type, Self.titles, orElse: "", " (type 0x")
    out.append(hex: type)
    out.append(", length ", value.byteCount, ")")
    out.append("\n\t      Oper_Version: ", value.load8(0))
    out.append("\n\t      Max_Version: ", value.load8(1))
    if type == 1 {
      out.append("\n\t      Sequence Number: ", value.load32(2))
      return out.append("\n\t      Acknowledgement Number: ", value.load32(6))
    }
    appendInformation(value.load8(2), to: &out)
    out.append("\n\t      SubType: ", value.load8(3))
    switch type {
    case 2: appendGroups(to: &out)
    case 3: appendFlowControl(to: &out)
    default: appendApplications(to: &out)
    }
  }

  private func appendInformation(_ flags: UInt8, to out: inout TextBuffer) {
    out.append("\n\t      Info block(0x")
    out.append(upperHexByte: flags)
    out.append("): Enable bit: ", flags >> 7)
    out.append(", Willing bit: ", flags >> 6 & 1)
    out.append(", Error Bit: ", flags >> 5 & 1)
  }

  private func appendGroups(to out: inout TextBuffer) {
    out.append("\n\t      Priority Allocation")
    for at in 0..<8 {
      out.append("\n\t          PgId_", at)
      out.append(": ", value.load32(4) >> UInt32(28 - 4 * at) & 0xf)
    }
    out.append("\n\t      Priority Group Allocation")
    for at in 0..<8 {
      out.append("\n\t          Pg percentage[", at)
      out.append("]: ", value.load8(8 + at))
    }
    out.append("\n\t      NumTCsSupported: ", value.load8(16))
  }

  private func appendFlowControl(to out: inout TextBuffer) {
    let priorities = value.load8(4)
    out.append("\n\t      PFC Config (0x")
    out.append(upperHexByte: priorities)
    out.append(")")
    for at in 0..<8 {
      out.append("\n\t          Priority Bit ", at)
      out.append(priorities >> UInt8(at) & 1 == 1 ? ": Enabled" : ": Disabled")
    }
    out.append("\n\t      NumTCPFCSupported: ", value.load8(5))
  }

  private func appendApplications(to out: inout TextBuffer) {
    // The length of the list is kept in a byte, as in tcpdump.
    let length = (value.byteCount - 4) & 0xff
    for at in stride(from: 4, through: length - 2, by: 6) {
      let protocolInformation = value.load24(at + 2)
      out.append(
        "\n\t      Application Value\n\t          Application Protocol ID: 0x", hex: value.load16(at), width: 4)
      out.append("\n\t          SF (0x", hex: protocolInformation >> 22)
      out.append(") Application Protocol ID is ")
      out.append(protocolInformation >> 22 != 0 ? "Socket Number" : "L2 EtherType")
      out.append("\n\t          OUI: 0x", hex: protocolInformation & 0x3fffff, width: 6)
      out.append("\n\t          User Priority Map: 0x")
      out.append(hexByte: value.load8(at + 5))
    }
  }

  private static let titles = Tokens([
    1: "Control - Protocol Control", 2: "Feature - Priority Group", 3: "Feature - Priority Flow Control",
    4: "Feature - Application",
  ])
}
