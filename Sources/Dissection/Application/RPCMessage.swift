public import Bytes

/// A message of Sun's remote procedure calls, which carry NFS. Source: RFC 5531 section 9.
///
///     0     4               8
///     | xid | call or reply | call: RPC version, program, version, procedure, credentials, verifier, arguments
///                           | reply: status, then verifier, status and results, or why it was refused
public struct RPCMessage: ~Escapable, ProtocolView {
  public static let kind = ProtocolKind.rpc
  public static let bindings: [Binding] = [.rpcCall(Self.nfsPort), .rpcReply(Self.nfsPort)]

  /// The port of NFS.
  public static let nfsPort: UInt16 = 2049

  /// Where the parts of a message stand.
  public enum Offset {
    static let transaction = 0
    static let direction = 4
    static let rpcVersion = 8
    static let program = 12
    static let programVersion = 16
    static let procedure = 20
    /// Of a call: what it is authorised by.
    public static let credentials = 24
    static let replyStatus = 8
    /// Of a reply that was accepted: what proves who replies.
    public static let verifier = 12
  }

  /// The message's bytes, as far as they were captured.
  public let bytes: RawSpan

  @_lifetime(copy bytes)
  public init(_ bytes: RawSpan) throws(Truncation) {
    try bytes.require(Offset.rpcVersion)
    self.bytes = bytes
  }

  /// The number that call and reply share.
  public var transaction: UInt32 { bytes.load32(Offset.transaction) }

  /// 0 for a call, 1 for a reply.
  public var direction: UInt32 { bytes.load32(Offset.direction) }

  /// Whether it is a call.
  public var isCall: Bool { direction == 0 }

  /// Of a call: the version of RPC, 2.
  public var rpcVersion: UInt32? { bytes.uint32(ifAt: Offset.rpcVersion) }

  /// Of a call: the program, 100003 for NFS.
  public var program: UInt32? { bytes.uint32(ifAt: Offset.program) }

  /// Of a call: the program's version.
  public var programVersion: UInt32? { bytes.uint32(ifAt: Offset.programVersion) }

  /// Of a call: which procedure of the program.
  public var procedure: UInt32? { bytes.uint32(ifAt: Offset.procedure) }

  /// Of a reply: 0 when the call was accepted, 1 when it was denied.
  public var replyStatus: UInt32? { bytes.uint32(ifAt: Offset.replyStatus) }

  public var headerLength: Int { Offset.rpcVersion }

  public func fields(into visitor: inout some FieldVisitor) {
    visitor.visit("rpc.xid", transaction, at: Offset.transaction, length: 4)
    visitor.visit("rpc.msgtyp", direction, at: Offset.direction, length: 4)
    if isCall {
      callFields(into: &visitor)
    } else if let replyStatus {
      visitor.visit("rpc.replystat", replyStatus, at: Offset.replyStatus, length: 4)
    }
  }

  private func callFields(into visitor: inout some FieldVisitor) {
    if let rpcVersion { visitor.visit("rpc.version", rpcVersion, at: Offset.rpcVersion, length: 4) }
    if let program { visitor.visit("rpc.program", program, at: Offset.program, length: 4) }
    if let programVersion {
      visitor.visit("rpc.programversion", programVersion, at: Offset.programVersion, length: 4)
    }
    if let procedure { visitor.visit("rpc.procedure", procedure, at: Offset.procedure, length: 4) }
  }
}
