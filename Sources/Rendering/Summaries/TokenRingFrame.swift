import Bytes
import Dissection

extension Summary {
  static let tokenRing = Summary(kind: .tokenRing, mark: "token-ring", goesOnWhenCut: true) {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let frame = try TokenRingFrame(packet.bytes(of: layer))
    if options.showsLinkHeader { frame.append(layer.length, to: &out, options) }
    if frame.hasRoute {
      guard frame.isWhole else { throw Truncation() }
      try frame.appendRoute(to: &out, options)
    }
    if try packet.summarize(index + 1, into: &out, options) { return }
    if !options.showsLinkHeader { frame.append(layer.length, to: &out, options) }
    if options.dumpsUnknown { out.append(hexAndASCII: packet.payload(of: layer)) }
  }
}

extension TokenRingFrame {
  fileprivate func append(_ length: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions) {
    if options.quietness == 0 {
      out.append(hexByte: accessControl)
      out.append(" ")
      out.append(hexByte: frameControl)
      out.append(" ")
    }
    out.append(station: source, options)
    out.append(" > ")
    out.append(station: destination, options)
    out.append(", length ", length, ": ")
  }

  fileprivate func appendRoute(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let control = try routeControl.captured()
    let isVerbose = options.verbosity > 0
    if isVerbose {
      out.append(control >> 13 < 4 ? "Non-Broadcast" : control >> 13 < 6 ? "All-routes" : "Single-route")
      out.append(control & 0x80 == 0 ? " Forward" : " Backward")
    } else {
      out.append("rt = ", hex: control)
    }
    for index in 0..<segmentCount {
      let segment = try segment(index).captured()
      if isVerbose {
        out.append(" [", segment >> 4, ":")
        out.append(segment & 0xf)
        out.append("]")
      } else {
        out.append(":", hex: segment)
      }
    }
    out.append(" (", control >> 4 & 7, Self.largestFrames, orElse: "??", ") ")
  }

  private static let largestFrames = Tokens([
    0: "516", 1: "1500", 2: "2052", 3: "4472", 4: "8144", 5: "11407", 6: "17800",
  ])
}
