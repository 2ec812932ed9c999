import Bytes
import Dissection

extension Summary {
  static let arcnet = Summary(kind: .arcnet, mark: "arcnet") { (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try ARCNETFrame(packet.bytes(of: layer))
    let head = ARCNETHead(source: frame.source, destination: frame.destination, type: frame.type)
    guard frame.isWhole else {
      head.append(nil, layer.length, to: &out, options)
      out.append(frame.isException ? " phds extended" : " phds")
      throw Truncation()
    }
    if options.showsLinkHeader {
      let split = frame.isShort ? nil : frame.splitFlag.flatMap { flag in frame.sequenceNumber.map { (flag, $0) } }
      head.append(split, layer.length, to: &out, options)
    }
    if frame.isLaterFragment { return }
    try packet.summarizeARCNET(index, into: &out, options)
  }

  static let linuxARCNET = Summary(kind: .linuxARCNET, mark: "arcnet_linux") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try LinuxARCNETFrame(packet.bytes(of: layer))
    if options.showsLinkHeader {
      // tcpdump takes the offset for the type.
      let head = ARCNETHead(source: frame.source, destination: frame.destination, type: frame.offsetHigh)
      head.append(nil, layer.length, to: &out, options)
    }
    try packet.summarizeARCNET(index, into: &out, options)
  }
}

extension DissectedPacket {
  fileprivate func summarizeARCNET(
    _ index: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if try summarize(index + 1, into: &out, options) { return }
    out.append(hexAndASCII: payload(of: layers[index]))
  }
}

/// What lines tell of an ARCNET header.
private struct ARCNETHead {
  let source: UInt8
  let destination: UInt8
  let type: UInt8

  /// - Parameter split: the fragment's flag and the sequence number; `nil` where there are none.
  func append(
    _ split: (flag: UInt8, sequence: UInt16)?, _ length: Int, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) {
    out.append(hexByte: source)
    out.append(" ")
    out.append(hexByte: destination)
    out.append(" ")
    if options.quietness == 0 {
      if let name = Self.names[type] { out.append(name) } else { out.append(hexByte: type) }
      out.append(" ")
      if let split {
        out.append("seqid ", hex: split.sequence, width: 4, " ")
        if split.flag & 1 != 0 {
          out.append("(first of ", (Int(split.flag) + 3) / 2, " fragments) ")
        } else if split.flag != 0 {
          out.append("(fragment ", Int(split.flag) / 2 + 1, ") ")
        }
      }
    }
    out.append("", length, ": ")
  }

  private static let names = Tokens([
    0xf0: "oldip", 0xf1: "oldarp", 0xd4: "ip", 0xd5: "arp", 0xd6: "rarp", 0xdd: "atalk", 0xf7: "banyan", 0xfa: "ipx",
    0xc4: "ipv6", 0x80: "diag",
  ])
}
