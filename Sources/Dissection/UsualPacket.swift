public import Bytes
public import Packets

/// Where the headers stand of a packet that is as most are: a whole TCP or UDP header in IPv4 without options or IPv6
/// without extension headers, in an Ethernet frame with or without tags, and with lengths that agree.
///
/// All that a walk would find in these headers follows from a few numbers, for a tenth of the work. What is not quite so is
/// no usual packet, and goes the long way.
public struct UsualPacket: Sendable, BitwiseCopyable {
  /// Where the IP header begins.
  @inlinable public var network: Int { Int(offsets.0) }
  /// Where the TCP or UDP header begins.
  @inlinable public var transport: Int { Int(offsets.1) }
  /// Where it ends.
  @inlinable public var payload: Int { Int(offsets.2) }
  /// Bytes of transport header and payload on the wire.
  @inlinable public var length: Int { Int(count) }
  /// Whether it is IPv6's, or else IPv4's.
  public let isIPv6: Bool
  /// Whether it is a TCP segment, or else a UDP datagram.
  public let isTCP: Bool
  /// What explains the payload; `nil` when there is none, or nobody knows.
  public let payloadKind: ProtocolKind?
  /// The offsets and the length, each at most 65,535: small, because what is known of a packet is handed on a lot.
  @usableFromInline let offsets: (UInt16, UInt16, UInt16)
  @usableFromInline let count: UInt16

  /// Tags that a usual frame has at most.
  private static let tagLimit = 2

  /// The headers of an Ethernet frame, given the registry that a walk would ask; `nil` when it is not usual.
  @inline(__always)
  fileprivate init?(_ packet: RawSpan, _ originalLength: Int, _ registry: borrowing Registry) {
    guard let (type, network) = Self.network(in: packet) else { return nil }
    // What a guard says of these bytes holds for all loads behind it: they stand at fixed places.
    let header = packet.extracting(droppingFirst: network)
    let (number, transport, length): (UInt8, Int, Int)
    switch EtherType(rawValue: type) {
    case .ipv4:
      // Version 4, five words, and neither a fragment nor one to be followed by others.
      guard header.byteCount >= 28, header.load8(0) == 0x45, header.load16(6) & 0x3fff == 0 else { return nil }
      (number, transport, length) = (header.load8(9), 20, Int(header.load16(2)) &- 20)
      isIPv6 = false
    case .ipv6:
      guard header.byteCount >= 48, header.load8(0) >> 4 == 6 else { return nil }
      (number, transport, length) = (header.load8(6), 40, Int(header.load16(4)))
      isIPv6 = true
    default: return nil
    }
    let start = network &+ transport
    guard length >= 8, length <= originalLength &- start else { return nil }
    let segment = header.extracting(droppingFirst: transport)
    let headerLength: Int
    switch IPProtocol(rawValue: number) {
    case .tcp:
      guard segment.byteCount >= 20 else { return nil }
      headerLength = Int(segment.load8(12) >> 4) &* 4
      guard headerLength >= 20, headerLength <= length, headerLength <= segment.byteCount else { return nil }
      isTCP = true
      // Of no payload nothing is told, whatever it would be.
      payloadKind =
        length == headerLength ? nil : registry.kind(.tcpPorts(segment.load16(0), segment.load16(2)))
    case .udp:
      guard let datagram = try? UDPDatagram(segment.extracting(first: length)), datagram.length >= 8,
        Int(datagram.length) <= length
      else { return nil }
      headerLength = 8
      isTCP = false
      payloadKind = registry.kind(datagram.next)
    default: return nil
    }
    offsets = (
      UInt16(truncatingIfNeeded: network), UInt16(truncatingIfNeeded: start),
      UInt16(truncatingIfNeeded: start &+ headerLength)
    )
    count = UInt16(truncatingIfNeeded: length)
  }

  /// The type of what an Ethernet frame carries behind its tags, and where that begins.
  @inline(__always)
  private static func network(in bytes: RawSpan) -> (type: UInt16, offset: Int)? {
    guard bytes.byteCount >= 14 else { return nil }
    var (type, offset) = (bytes.load16(12), 14)
    for _ in 0..<tagLimit where type == EtherType.vlan.rawValue {
      guard bytes.byteCount >= offset &+ 4 else { return nil }
      type = bytes.load16(offset &+ 2)
      offset &+= 4
    }
    return (type, offset)
  }

  /// Whether what other packets say about it may tell more than of its TCP header.
  @inlinable public var notesTellMore: Bool { payloadKind?.carriesNothing == false }

  /// The place of the payload's layer among the packet's, if it has one.
  public var payloadIndex: Int { 3 &+ (network &- 14) >> 2 }

  /// The captured bytes of the transport header and what is behind it.
  @inlinable @inline(__always)
  @_lifetime(copy packet)
  public func bytes(of packet: RawSpan) -> RawSpan {
    packet.extracting(droppingFirst: transport).extracting(first: length)
  }

  /// The captured bytes of the IP header and what is behind it.
  @inlinable @inline(__always)
  @_lifetime(copy packet)
  public func networkBytes(of packet: RawSpan) -> RawSpan { packet.extracting(droppingFirst: network) }

  /// Who sends and who gets it, of a packet of IPv4.
  @inlinable @inline(__always)
  public func ipv4Addresses(in packet: RawSpan) -> (source: IPv4Address, destination: IPv4Address) {
    (
      IPv4Address(rawValue: packet.load32(network &+ 12)), IPv4Address(rawValue: packet.load32(network &+ 16))
    )
  }

  /// Who sends and who gets it, of a packet of IPv6.
  @inlinable @inline(__always)
  public func ipv6Addresses(in packet: RawSpan) -> (source: IPv6Address, destination: IPv6Address) {
    (
      IPv6Address(rawValue: packet.load128(network &+ 8)), IPv6Address(rawValue: packet.load128(network &+ 24))
    )
  }
}

extension UsualPacket {
  /// How long the payload is as its header says; `nil` when that says nothing.
  @inline(__always)
  func declaredLength(in packet: RawSpan) -> Int? { isTCP ? nil : Int(packet.load16(transport &+ 4)) &- 8 }

  /// The layers up to the transport layer, as a walk would find them.
  ///
  /// - Parameter add: gets them one after the other, the transport layer last.
  @inline(__always)
  func forEachLayer(of packet: borrowing CapturedPacket, _ add: (Layer) -> Void) {
    let (captured, length) = (packet.bytes.byteCount, packet.originalLength)
    var layer = Layer(kind: .ethernet, start: 0, end: captured, length: length)
    layer.headerLength = 14
    add(layer)
    var tag = 14
    while tag < network {
      layer = Layer(kind: .vlan, start: tag, end: captured, length: length &- tag)
      layer.headerLength = 4
      add(layer)
      tag &+= 4
    }
    layer = Layer(kind: isIPv6 ? .ipv6 : .ipv4, start: network, end: captured, length: length &- network)
    layer.headerLength = isIPv6 ? 40 : 20
    add(layer)
    layer = Layer(
      kind: isTCP ? .tcp : .udp, start: transport, end: min(captured, transport &+ self.length), length: self.length)
    layer.headerLength = Int32(truncatingIfNeeded: payload &- transport)
    add(layer)
  }
}

extension Registry {
  /// Where the headers of a usual packet stand; `nil` for any other.
  ///
  /// - Precondition: there is no `payloadChoice`.
  @inline(__always)
  func usual(_ packet: RawSpan, _ originalLength: Int, _ linkType: LinkType) -> UsualPacket? {
    linkType == .ethernet ? UsualPacket(packet, originalLength, self) : nil
  }
}
