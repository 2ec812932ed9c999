/// What a call of a remote procedure asked for.
public struct RPCCall: Sendable, Equatable {
  /// The version of the program.
  public let programVersion: UInt32
  /// The procedure's number in that version.
  public let procedure: UInt32
}

/// What tells which call a reply answers.
struct RPCCallKey: Equatable {
  let client: ConversationAddress
  let server: ConversationAddress
  let transaction: UInt32
}
