import Bytes
import Dissection
import Packets

extension DissectedPacket {
  /// The signature that the TCP segment at `index` should have (RFC 2385 section 2); `nil` when there is no secret or no
  /// IP header around it.
  func expectedSignature(
    of segment: borrowing TCPSegment, at index: Int, _ signer: (any SegmentSigner)?
  ) -> [UInt8]? {
    guard let signer else { return nil }
    let bytes = bytes(of: layers[index])
    guard var message = pseudoHeader(of: index) else { return nil }
    let header = bytes.prefix(20, from: 0)
    message.append(contentsOf: header)
    // The checksum counts as zero, and options are left out.
    message.replaceSubrange((message.count - 4)..<(message.count - 2), with: [0, 0])
    let payload = bytes.suffix(from: segment.headerLength)
    message.append(contentsOf: payload.prefix(layers[index].length - segment.headerLength, from: 0))
    return signer.signature(of: message)
  }

  /// Addresses, protocol and length as the nearest IP header around a segment has them.
  private func pseudoHeader(of index: Int) -> [UInt8]? {
    var at = index - 1
    while at >= 0 {
      let ip = bytes(of: layers[at])
      if layers[at].kind == .ipv4, let header = try? IPv4Packet(ip) {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: ip.prefix(8, from: 12))
        let length = Int(header.totalLength) - header.headerLength
        return bytes + [0, header.ipProtocol.rawValue, UInt8(truncatingIfNeeded: length >> 8), UInt8(length & 0xff)]
      }
      if layers[at].kind == .ipv6 {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: ip.prefix(32, from: 8))
        let length = ip.uint16(ifAt: 4) ?? 0
        return bytes + [0, 0, UInt8(length >> 8), UInt8(length & 0xff), 0, 0, 0, IPProtocol.tcp.rawValue]
      }
      at -= 1
    }
    return nil
  }
}
