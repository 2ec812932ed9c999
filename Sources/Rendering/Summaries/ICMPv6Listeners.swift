import Bytes
import Dissection
import Packets

// Multicast listener discovery, versions 1 and 2 (RFC 2710, RFC 9777).

extension ICMPv6Text {
  /// A query is told apart by its length (RFC 9777 section 8.1).
  func appendListenerQuery(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    if length == 24 { return try appendListener(to: &out, options) }
    if length >= 28 {
      out.append(" v2")
      return try appendQuery(to: &out, options)
    }
    out.append(" unknown-version (len ")
    out.append(length)
    out.append(") ")
  }

  /// A message of version 1, when it is all there.
  func appendListener(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    guard bytes.has(24, at: 0) else { return }
    out.append("max resp delay: ")
    out.append(bytes.load16(4))
    out.append(" addr: ")
    out.append(host: try address(8), options)
  }

  private func appendQuery(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    let isTold = options.verbosity > 0
    let delay = Self.floating(try bytes.uint16(at: 4))
    if isTold {
      out.append(" [max resp delay=")
      out.append(delay)
      out.append("]")
    }
    let group = try address(8)
    out.append(" [gaddr ")
    out.append(host: group, options)
    if isTold { try appendRobustness(to: &out) }
    let count = Int(try bytes.uint16(at: 26))
    if count > 0 {
      if length < 28 + count * 16 {
        out.append(" [invalid number of sources]")
      } else if options.verbosity > 1 {
        try appendSources(count, at: 28, to: &out, options)
      } else {
        out.append(", ")
        out.append(count)
        out.append(" source(s)")
      }
    }
    out.append("]")
  }

  private func appendRobustness(to out: inout TextBuffer) throws(Truncation) {
    let flags = try bytes.uint8(at: 24)
    if flags & 0x08 != 0 { out.append(" sflag") }
    if flags & 0x07 != 0 {
      out.append(" robustness=")
      out.append(flags & 0x07)
    }
    let code = UInt32(try bytes.uint8(at: 25))
    out.append(" qqi=")
    out.append(code < 128 ? code : (code & 0x0f | 0x10) << (code >> 4 & 0x07 + 3))
  }

  /// A delay in milliseconds, a floating-point number when it is large (RFC 9777 section 5.1.3).
  private static func floating(_ code: UInt16) -> UInt32 {
    let code = UInt32(code)
    return code < 32_768 ? code : (code & 0x0fff | 0x1000) << (code >> 12 & 0x07 + 3)
  }

  private func appendSources(
    _ count: Int, at offset: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) {
    out.append(" {")
    for index in 0..<count {
      let source = try address(offset + index * 16)
      out.append(" ")
      out.append(host: source, options)
    }
    out.append(" }")
  }

  /// A report of version 2.
  func appendListenerReport(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(Truncation) {
    if length < 8 {
      out.append(" [invalid len ")
      out.append(length)
      return out.append("]")
    }
    let count = try bytes.uint16(at: 6)
    out.append(", ")
    out.append(count)
    out.append(" group record(s)")
    guard options.verbosity > 0 else { return }
    var at = 8
    for _ in 0..<count {
      guard length >= at + 20 else { return out.append(" [invalid number of groups]") }
      guard try appendRecord(&at, to: &out, options) else { return }
    }
  }

  /// Writes a group's record and goes behind it; returns whether its sources are all there.
  private func appendRecord(
    _ at: inout Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    let group = try address(at + 4)
    out.append(" [gaddr ")
    out.append(host: group, options)
    let type = bytes.load8(at)
    out.append(" ")
    if let name = Self.recordNames[type] {
      out.append(name)
    } else {
      out.append(" [v2-report-#")
      out.append(type)
      out.append("]")
    }
    let count = Int(bytes.load16(at + 2))
    if length < at + 20 + count * 16 {
      out.append(" [invalid number of sources ")
      out.append(count)
      out.append("]")
      return false
    }
    if options.verbosity > 1 {
      try appendSources(count, at: at + 20, to: &out, options)
    } else {
      out.append(", ")
      out.append(count)
      out.append(" source(s)")
    }
    out.append("]")
    at += 20 + count * 16
    return true
  }

  private static let recordNames = Tokens([1: "is_in", 2: "is_ex", 3: "to_in", 4: "to_ex", 5: "allow", 6: "block"])
}
