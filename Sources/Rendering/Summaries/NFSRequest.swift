import Bytes
import Dissection

extension NFSReader {
  /// Writes what a call asks for, from its credentials on.
  @_lifetime(self: copy self)
  mutating func appendRequest(
    _ procedure: UInt32, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    guard (1...21).contains(procedure) else { return }
    try skipAuthentication(isWhole: true)
    try skipAuthentication(isWhole: true)
    let isRaw = options.showsRawFileHandles
    switch procedure {
    case 3, 8, 9, 12, 13: return try appendHandleAndName(to: &out, isRaw: isRaw)
    case 10: return try appendLink(to: &out, options)
    case 11: return try appendNode(to: &out, options)
    case 14:
      try appendHandleAndName(to: &out, isRaw: isRaw)
      out.append(" ->")
      return try appendHandleAndName(to: &out, isRaw: isRaw)
    default: break
    }
    try appendHandle(isVersion3: isVersion3, to: &out, isRaw: isRaw)
    switch procedure {
    case 4: try appendRights(to: &out)
    case 6: try appendRead(to: &out)
    case 7: try appendWrite(to: &out, options)
    case 15:
      out.append(" ->")
      try appendHandleAndName(to: &out, isRaw: isRaw)
    case 16 where !isVersion3:
      try append(count: 1, offset: UInt64(try peek()), to: &out)
    case 16, 17: try appendDirectory(procedure, to: &out, options)
    case 21: try append(count: 2, offset: try peek64(), to: &out)
    default: break
    }
  }

  private func append(count word: Int, offset: UInt64, isSigned: Bool = false, to out: inout TextBuffer)
    throws(WordStop)
  {
    let count = try peek(word)
    out.append(" ")
    out.append(count)
    out.append(" bytes @ ")
    if isSigned { out.append(Int(Int64(bitPattern: offset))) } else { out.append(offset) }
  }

  private func appendRights(to out: inout TextBuffer) throws(WordStop) {
    let rights = try peek()
    if rights & ~0x3f != 0 {
      out.append(" ")
      return out.append(hex: rights, width: 4)
    }
    if rights == 0x3f { return out.append(" NFS_ACCESS_FULL") }
    var separator: StaticString = " "
    for (mask, name) in NFSNames.rights where rights & mask != 0 {
      out.append(separator)
      out.append(name)
      separator = "|"
    }
  }

  private func appendRead(to out: inout TextBuffer) throws(WordStop) {
    if isVersion3 {
      try append(count: 2, offset: try peek64(), to: &out)
    } else {
      try append(count: 1, offset: UInt64(try peek()), to: &out)
    }
  }

  private func appendWrite(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    let (data, count) = isVersion3 ? (try peek(4), try peek(2)) : (try peek(3), try peek(2))
    let offset = isVersion3 ? try peek64() : UInt64(try peek(1))
    let first = try peek()
    out.append(" ")
    out.append(data)
    out.append(" (")
    out.append(count)
    out.append(") bytes @ ")
    out.append(offset)
    if !isVersion3 {
      out.append(" (")
      out.append(first)
      out.append(")")
    } else if options.verbosity > 0 {
      out.append(stability: try peek(3))
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendLink(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try appendHandleAndName(to: &out, isRaw: options.showsRawFileHandles)
    out.append(" ->")
    let wanted = isVersion3 ? try NFSWantedAttributes(&self) : nil
    try appendName(to: &out)
    if options.verbosity > 0 { wanted?.append(to: &out, verbosity: options.verbosity) }
  }

  @_lifetime(self: copy self)
  private mutating func appendNode(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try appendHandleAndName(to: &out, isRaw: options.showsRawFileHandles)
    let kind = try word()
    let wanted = try NFSWantedAttributes(&self)
    out.append(" ")
    out.append(kind, named: NFSNames.fileTypes, orElse: "unk-ft ")
    guard options.verbosity > 0 else { return }
    if kind == 3 || kind == 4 {
      let (major, minor) = (try peek(), try peek(1))
      out.append(" ")
      out.append(major)
      out.append("/")
      out.append(minor)
    }
    wanted.append(to: &out, verbosity: options.verbosity)
  }

  private func appendDirectory(
    _ procedure: UInt32, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try append(count: 4, offset: try peek64(), isSigned: true, to: &out)
    guard options.verbosity > 0 else { return }
    if procedure == 17 {
      let most = try peek(5)
      out.append(" max ")
      out.append(most)
    }
    let (high, low) = (try peek(2), try peek(3))
    out.append(" verf ")
    out.append(hex: high, width: 8)
    out.append(hex: low, width: 8)
  }
}

extension TextBuffer {
  /// Appends how safe written data are.
  mutating func append(stability value: UInt32) {
    append(" <")
    if let name = NFSNames.stabilities[value] {
      append(name)
    } else {
      append("#")
      append(Int32(bitPattern: value))
    }
    append(">")
  }
}
