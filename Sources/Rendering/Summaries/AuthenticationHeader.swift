import Bytes
import Dissection
import Packets

extension Summary {
  static let authentication = Summary(kind: .authentication, mark: "ah") {
    (packet, index, out, options) throws(Truncation) in
    let layer = packet.layers[index]
    let bytes = packet.bytes(of: layer)
    guard bytes.has(1, at: 0) else { return out.append(truncationMark: "ah") }
    out.append("AH")
    try AuthenticationHeader.Partial(bytes).appendStart(to: &out, options)
    let header = try AuthenticationHeader(bytes)
    for at in 0..<header.checkValue.byteCount { out.append(hexByte: header.checkValue.load8(at)) }
    try bytes.require(header.headerLength)
    out.append("): ")
    let length = layer.length - header.headerLength
    try packet.summarizeIPPayload(of: index, header.nextHeader, length: length, into: &out, options)
  }
}

extension AuthenticationHeader.Partial {
  /// Writes everything in front of the check value, as far as it was captured.
  fileprivate func appendStart(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    let length = try lengthUnits.captured()
    out.append("(")
    if options.verbosity > 0 {
      out.append("length=")
      out.append(length)
      out.append("(")
      out.append((Int(length) + 2) * 4)
      out.append("-bytes),")
    }
    let reserved = try self.reserved.captured()
    if reserved != 0 {
      out.append("reserved=0x")
      out.append(hex: reserved)
      out.append("[MustBeZero],")
    }
    let index = try securityParametersIndex.captured()
    out.append("spi=0x")
    out.append(hex: index, width: 8)
    out.append(",")
    let sequence = try sequenceNumber.captured()
    out.append("seq=0x")
    out.append(hex: sequence)
    out.append(",icv=0x")
  }
}
