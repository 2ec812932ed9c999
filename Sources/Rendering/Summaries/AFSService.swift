import Bytes
import Dissection

/// A service of AFS: its port, its name, and what its operations ask and answer.
struct AFSService: Sendable {
  let port: UInt16
  let name: StaticString
  let operations: Tokens
  let calls: [UInt32: [AFSPart]]
  let replies: [UInt32: [AFSPart]]
  /// Whether it has a database, and so the operations that keep its copies alike.
  var hasDatabase = false
  /// Whether a reply of no bytes is told too.
  var answersWithNothing = false
  /// Names of what goes wrong; without, the number is told.
  var errors: Tokens?

  /// The service at a port.
  static func at(port: UInt16) -> AFSService? { all.first { $0.port == port } }

  private static let all: [AFSService] = [
    .files, .callbacks, .protection, .volumeLocations, .authentication, .volumes, .overseer,
  ]

  /// Writes the call that a packet begins.
  func append(callIn bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let operation = try bytes.uint32(at: 28)
    out.append(" ")
    out.append(name)
    if hasDatabase, AFSService.isDatabase(operation) {
      return try Self.database.appendCall(operation, bytes, to: &out, options)
    }
    try appendCall(operation, bytes, to: &out, options)
  }

  /// Writes the reply that a packet begins.
  func append(
    replyTo operation: UInt32, in bytes: RawSpan, _ type: UInt8, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(" ")
    out.append(name)
    if hasDatabase, AFSService.isDatabase(operation) {
      return try Self.database.appendReply(operation, bytes, type, to: &out, options)
    }
    try appendReply(operation, bytes, type, to: &out, options)
  }

  private func appendCall(
    _ operation: UInt32, _ bytes: RawSpan, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if port == 0 {
      out.append(" ")
      out.append(name)
    }
    out.append(" call ")
    out.append(operation, named: operations, orElse: "op#")
    var reader = AFSReader(bytes, at: 32)
    try read(calls[operation] ?? [], &reader, to: &out, options)
  }

  private func appendReply(
    _ operation: UInt32, _ bytes: RawSpan, _ type: UInt8, to out: inout TextBuffer,
    _ options: borrowing RenderOptions
  ) throws(Truncation) {
    if port == 0 {
      out.append(" ")
      out.append(name)
    }
    out.append(" reply ")
    out.append(operation, named: operations, orElse: "op#")
    var reader = AFSReader(bytes, at: 28)
    if type == RXMessage.PacketType.data {
      return try read(replies[operation] ?? [], &reader, to: &out, options)
    }
    if port == 0, operation == Self.beacon {
      return try read([.date(" vote yes until")], &reader, to: &out, options)
    }
    guard let errors else { return try read([.int(" errcode")], &reader, to: &out, options) }
    let code = try bytes.uint32(at: 28)
    out.append(" error ")
    if let name = errors[code] { return out.append(name) }
    out.append("#")
    out.append(Int32(bitPattern: code))
  }

  private func read(
    _ parts: [AFSPart], _ reader: inout AFSReader, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    do throws(WordStop) {
      for part in parts { try reader.append(part, to: &out, options) }
    } catch {
      if error == .truncated { throw Truncation() }
      out.append(truncationMark: name)
    }
  }

  private static let beacon: UInt32 = 10_000

  private static func isDatabase(_ operation: UInt32) -> Bool {
    (10_000...10_007).contains(operation) || (20_000...20_013).contains(operation)
  }
}
