import Bytes
import Dissection

extension ICMPMessageText {
  /// Bytes that have to be captured for extensions to be looked at: their header and a byte more.
  private static let minimum = ICMPExtensions.offset + 5

  /// Writes the extensions behind the quoted packet, if there are any: a message that does not tell how long the quoted
  /// packet is has them when their checksum is right.
  func appendExtensions(to out: inout TextBuffer) throws(Truncation) {
    try bytes.require(Self.minimum)
    let size = length - ICMPExtensions.offset
    let data = bytes.prefix(size, from: ICMPExtensions.offset)
    let isWhole = data.byteCount == size
    var sum = InternetChecksum()
    sum.add(data)
    if bytes.load8(5) == 0, isWhole, sum.value != 0 { return }
    var extensions = ICMPExtensions(data, length: size)
    out.append("\n\tICMP Multi-Part extension v")
    out.append(extensions.version)
    guard extensions.version == 2 else { return out.append(" packet not supported") }
    if isWhole {
      out.append(", checksum 0x")
      out.append(hex: data.load16(2), width: 4)
      out.append(sum.value == 0 ? " (correct), length " : " (incorrect), length ")
      out.append(size)
    }
    while let object = try extensions.next() { try append(object, data, to: &out) }
  }

  private func append(
    _ object: ICMPExtensionObject, _ data: RawSpan, to out: inout TextBuffer
  ) throws(Truncation) {
    out.append("\n\t  ")
    out.append(Self.classNames[object.objectClass] ?? "unknown")
    out.append(" Object (")
    out.append(object.objectClass)
    out.append("), Class-Type: ")
    out.append(object.type)
    out.append(", length ")
    out.append(object.length)
    guard object.objectClass != 0, object.length >= 4 else { return }
    if object.objectClass == 1, object.type == 1 {
      let label = try data.uint32(at: object.dataOffset)
      out.append("\n\t    label ")
      out.append(label >> 12)
      out.append(", tc ")
      out.append(label >> 9 & 7)
      if label & 0x100 != 0 { out.append(", [S]") }
      out.append(", ttl ")
      out.append(label & 0xff)
    } else {
      out.append(hex: data.prefix(object.length - 4, from: object.dataOffset), indent: "\n\t    ")
    }
  }

  private static let classNames = Tokens([1: "MPLS Stack Entry", 2: "Interface Identification"])
}
