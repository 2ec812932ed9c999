import Bytes
import Dissection

extension Summary {
  static let fddi = Summary(kind: .fddi, mark: "fddi", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try FDDIFrame(packet.bytes(of: layer))
    if options.showsLinkHeader { frame.append(layer.length, to: &out, options) }
    if try packet.summarize(index + 1, into: &out, options) { return }
    if frame.managesStations { return out.append("<SMT printer not yet implemented>") }
    if !options.showsLinkHeader { frame.append(layer.length, to: &out, options) }
    if options.dumpsUnknown { out.append(hexAndASCII: packet.payload(of: layer)) }
  }
}

extension FDDIFrame {
  fileprivate func append(_ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if options.quietness == 0 { appendControl(to: &out) }
    out.append(station: source, options)
    out.append(" > ")
    out.append(station: destination, options)
    out.append(", length ", length, ": ")
  }

  private func appendControl(to out: inout TextBuffer) {
    if let name = Self.controlNames[control] {
      out.append(name)
    } else if let name = Self.classNames[control >> 4] {
      out.append(name)
      out.append(hex: control & 0xf)
    } else {
      out.append(hexByte: control)
    }
    out.append(" ")
  }

  private static let controlNames = Tokens([
    0x40: "void", 0x80: "nrt", 0xc0: "rt", 0x41: "info", 0x4f: "nsa", 0xc2: "beacon", 0xc3: "claim",
  ])

  private static let classNames = Tokens([
    0xc: "mac", 0x4: "smt", 0x5: "async", 0xd: "sync", 0x6: "imp_async", 0xe: "imp_sync",
  ])
}
