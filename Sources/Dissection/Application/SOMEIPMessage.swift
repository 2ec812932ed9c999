public import Bytes

/// A message of Scalable service-Oriented MiddlewarE over IP. Source: AUTOSAR, "SOME/IP Protocol Specification" R19-11
/// section 4.1.2.
///
///     0         2                 4        8        10        12                 13                  14             15
///     | service | event:1 method | length | client | session | protocol version | interface version | message type | return code | payload
public struct SOMEIPMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.someip
  public static let bindings: [Binding] = [.udpPort(30_490)]

  /// Bytes of the header.
  public static let headerLength = 16

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Self.headerLength)
    self.bytes = bytes
  }

  /// The service.
  public var service: UInt16 { bytes.load16(0) }

  /// Whether `method` is an event.
  public var isEvent: Bool { bytes.load8(2) & 0x80 != 0 }

  /// The method or event.
  public var method: UInt16 { bytes.load16(2) & 0x7fff }

  /// Bytes from the client on.
  public var length: UInt32 { bytes.load32(4) }

  /// Who asks.
  public var client: UInt16 { bytes.load16(8) }

  /// Which of its requests.
  public var session: UInt16 { bytes.load16(10) }

  /// The version of the protocol, 1.
  public var protocolVersion: UInt8 { bytes.load8(12) }

  /// The version of the service.
  public var interfaceVersion: UInt8 { bytes.load8(13) }

  /// What it is: 0 a request, 2 a notification, 0x80 a response.
  public var messageType: UInt8 { bytes.load8(14) }

  /// How it went; 0 for well.
  public var returnCode: UInt8 { bytes.load8(15) }

  public var headerLength: Int { Self.headerLength }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("someip.serviceid", service, at: 0, length: 2)
    visitor.visit("someip.methodid", bytes.load16(2), at: 2, length: 2)
    visitor.visit("someip.length", length, at: 4, length: 4)
    visitor.visit("someip.clientid", client, at: 8, length: 2)
    visitor.visit("someip.sessionid", session, at: 10, length: 2)
    visitor.visit("someip.protoversion", protocolVersion, at: 12, length: 1)
    visitor.visit("someip.interfaceversion", interfaceVersion, at: 13, length: 1)
    visitor.visit("someip.messagetype", messageType, at: 14, length: 1)
    visitor.visit("someip.returncode", returnCode, at: 15, length: 1)
  }
}
