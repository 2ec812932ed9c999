import Bytes
import Packets

/// Writes a message of version 1 of PIM, which IGMP carries. Source: draft-ietf-idmr-pim-spec of 1995.
///
///     0           1      2          4         5      8
///     | IGMP type | type | checksum | version | zero | what the type has
struct PIMVersion1Text: ~Escapable {
  private let bytes: RawSpan
  private let length: Int

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, length: Int) {
    self.bytes = bytes
    self.length = length
  }

  func append(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let type = try bytes.uint8(at: 1)
    out.append(" ")
    if let name = Self.typeNames[type] {
      out.append(name)
    } else {
      out.append("[type ")
      out.append(type)
      out.append("]")
    }
    do throws(WordStop) {
      try append(type, to: &out, options)
    } catch {
      if error == .truncated { throw Truncation() }
      return out.append(truncationMark: "pimv1")
    }
    let version = try bytes.uint8(at: 4) >> 4
    guard version != 1 else { return }
    out.append(" [v")
    out.append(version)
    out.append("]")
  }

  private func append(
    _ type: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    switch type {
    case 0: try appendQuery(to: &out, options)
    case 1:
      guard bytes.has(28, at: 0) else { throw .short }
      try append(address: 20, " for ", to: &out, options)
      try append(address: 24, " > ", to: &out, options)
    case 2:
      guard bytes.has(16, at: 0) else { throw .truncated }
      try append(address: 8, " for ", to: &out, options)
      try append(address: 12, " > ", to: &out, options)
    case 4: if options.verbosity > 0 { try appendReachability(to: &out, options) }
    case 5: try appendAssert(to: &out, options)
    case 3, 6, 7:
      guard options.verbosity > 0 else { return }
      if length < 8 { throw .short }
      var joins = PIMVersion1Joins(bytes, at: 8, length: length - 8)
      // A short list ends the list, not the line.
      do throws(WordStop) {
        try joins.append(to: &out, options)
      } catch {
        if error == .truncated { throw error }
        out.append(truncationMark: "pimv1")
      }
    default: break
    }
  }

  private func append(
    address offset: Int, _ prefix: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard let address = bytes.uint32(ifAt: offset) else { throw .truncated }
    out.append(prefix)
    out.append(host: IPv4Address(rawValue: address), options)
  }

  /// Writes a mask unless it is that of a host.
  private func append(
    mask offset: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard let mask = bytes.uint32(ifAt: offset) else { throw .truncated }
    if mask != .max { try append(address: offset, "/", to: &out, options) }
  }

  private func appendQuery(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    switch bytes.uint8(ifAt: 8).map({ $0 >> 4 }) {
    case nil: break
    case 0?: out.append(" Dense-mode")
    case 1?: out.append(" Sparse-mode")
    case 2?: out.append(" Sparse-Dense-mode")
    case let mode?:
      out.append(" mode-")
      out.append(mode)
    }
    guard options.verbosity > 0 else { return }
    out.append(" (Hold-time ")
    guard let time = bytes.uint16(ifAt: 10) else { throw .truncated }
    out.append(span: UInt32(time))
    out.append(")")
  }

  private func appendReachability(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try append(address: 8, " group ", to: &out, options)
    try append(mask: 12, to: &out, options)
    try append(address: 16, " RP ", to: &out, options)
    out.append(" hold ")
    guard let time = bytes.uint16(ifAt: 22) else { throw .truncated }
    out.append(span: UInt32(time))
  }

  private func appendAssert(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    guard bytes.has(20, at: 0) else { throw .truncated }
    try append(address: 16, " for ", to: &out, options)
    try append(address: 8, " > ", to: &out, options)
    try append(mask: 12, to: &out, options)
    guard let preference = bytes.uint32(ifAt: 20), let metric = bytes.uint32(ifAt: 24) else { throw .truncated }
    out.append(preference >> 31 != 0 ? " RP-tree pref " : " SPT pref ")
    out.append(preference & 0x7fff_ffff)
    out.append(" metric ")
    out.append(metric)
  }

  private static let typeNames = Tokens([
    0: "Query", 1: "Register", 2: "Register-Stop", 3: "Join/Prune", 4: "RP-reachable", 5: "Assert", 6: "Graft",
    7: "Graft-ACK",
  ])
}
