import Bytes
import Dissection

extension Summary {
  static let vat = Summary(kind: .vat, mark: "vat") { (packet, index, out, _) throws(Truncation) in
    let length = packet.layers[index].length
    if length < 2 {
      out.append("udp/va/vat, length ")
      out.append(length)
      return out.append(" < 2")
    }
    let header = try VATPacket(packet.bytes(of: packet.layers[index]))
    if header.isVT {
      out.append("udp/vt ")
      out.append(length)
      out.append(" ")
      out.append(header.word & 0x3ff)
      out.append(" / ")
      return out.append(header.word >> 10)
    }
    if length < 8 {
      out.append("udp/vat, length ")
      out.append(length)
      return out.append(" < 8")
    }
    let (first, time) = (try header.flagsAndConference.captured(), try header.time.captured())
    out.append("udp/vat ")
    out.append(length - 8)
    out.append(" c")
    out.append(first & 0xffff)
    out.append(" ")
    out.append(time)
    if first & 0x80_0000 != 0 { out.append("*") }
    if first & 0x1f_0000 != 0 {
      out.append(" f")
      out.append(first >> 16 & 0x1f)
    }
    if first & 0x3f00_0000 != 0 {
      out.append(" s")
      out.append(first >> 24 & 0x3f)
    }
  }
}
