/// Who sent an ISAKMP message of version 1, as the messages before it tell.
public enum ISAKMPRole: Sendable {
  /// Who began the exchange, or begins it with this message.
  case initiator
  /// Who answers.
  case responder
  /// Nobody knows.
  case unknown
}

/// The initiators of exchanges that were seen beginning: the last twenty.
struct ISAKMPInitiators {
  private struct Entry {
    var cookie: UInt64 = 0
    var initiator: ConversationAddress?
    var responder: ConversationAddress?
  }

  private static let capacity = 20

  private var entries = [Entry](repeating: Entry(), count: Self.capacity)
  private var next = 0

  /// Who sent a message; one that has no responder yet is remembered.
  mutating func role(
    of message: borrowing ISAKMPMessage, from source: ConversationAddress, to destination: ConversationAddress
  ) -> ISAKMPRole {
    let cookie = message.initiator
    if let entry = entries.first(where: { $0.cookie == cookie }) {
      if entry.initiator == source { return .initiator }
      return entry.responder == source ? .responder : .unknown
    }
    guard message.responder == 0 else { return .unknown }
    entries[next] = Entry(cookie: cookie, initiator: source, responder: destination)
    next = (next + 1) % Self.capacity
    return .initiator
  }
}
