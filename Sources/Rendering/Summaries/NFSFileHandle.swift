import Bytes

/// A file's handle, which only the server understands: a guess what kind of server made it tells the file system and
/// the file in it. The guesses are those of tcpdump, made from the handles that servers of the nineties gave out.
struct NFSFileHandle: ~Escapable {
  /// Who may have made a handle.
  private enum Maker {
    case auspex, bsd, osf, irix, sunOS4, sunOS5, ultrix, vms, hpux, unknown
  }

  private let bytes: RawSpan

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) { self.bytes = bytes }

  /// Writes its words as they are.
  func appendRaw(to out: inout TextBuffer) {
    out.append(" fh[")
    for word in 0..<(bytes.byteCount / 4) {
      if word > 0 { out.append(":") }
      out.append(hex: bytes.load32(word * 4))
    }
    out.append("]")
  }

  /// Writes the file system's device and the file's number.
  ///
  /// - Throws: `WordStop` where a handle is shorter than a handle of its kind.
  func append(to out: inout TextBuffer) throws(WordStop) {
    switch maker {
    case .unknown: appendUnknown(to: &out)
    case .vms:
      guard let file = number(littleEndian: false, at: [26, 27, 23, 22]) else { throw .truncated }
      out.append(" fh ")
      append(name: 1, to: &out)
      out.append("/")
      // The name stands where others have the device.
      out.append(file)
    case let maker:
      let (major, minor, file) = parts(maker)
      out.append(" fh ")
      out.append(major)
      out.append(",")
      out.append(minor)
      out.append("/")
      out.append(file)
    }
  }

  private func appendUnknown(to out: inout TextBuffer) {
    out.append(" fh ")
    // As many letters as the handle has words.
    for (index, letter) in "Unknown".utf8.enumerated() where index < bytes.byteCount / 4 { out.append(byte: letter) }
    out.append("/")
    for at in 0..<min(bytes.byteCount, 32) {
      for nibble in [bytes.load8(at) >> 4, bytes.load8(at) & 0xf] {
        out.append(byte: nibble < 10 ? 0x30 + nibble : 0x37 + nibble)
      }
    }
  }

  /// Writes a name up to a blank or a zero, at most as many characters as the handle has words.
  private func append(name offset: Int, to out: inout TextBuffer) {
    for at in offset..<(offset + min(bytes.byteCount / 4, 64)) {
      guard let byte = bytes.uint8(ifAt: at), byte != 0, byte != UInt8(ascii: " ") else { return }
      out.append(visible: byte)
    }
  }

  private func parts(_ maker: Maker) -> (major: UInt32, minor: UInt32, file: UInt32) {
    let file = bytes.load32(12)
    let device = bytes.load32(0)
    switch maker {
    case .auspex: return (UInt32(bytes.load8(6)), UInt32(bytes.load8(7)), file)
    case .bsd: return (UInt32(bytes.load8(1)), UInt32(bytes.load8(0)), file.byteSwapped)
    case .osf: return (device.byteSwapped >> 20, device.byteSwapped & 0xf_ffff, file.byteSwapped)
    case .irix: return (UInt32(bytes.load8(2)), UInt32(bytes.load8(3)), bytes.load32(8))
    case .sunOS4: return (UInt32(bytes.load8(2)), UInt32(bytes.load8(3)), file)
    case .sunOS5: return (UInt32(bytes.load16(0) >> 2), device & 0x3_ffff, file)
    case .ultrix: return (UInt32(bytes.load8(1)), UInt32(bytes.load8(0)), bytes.load32(4).byteSwapped)
    default: return (device >> 24, device & 0xff_ffff, file)
    }
  }

  private func number(littleEndian: Bool, at offsets: [Int]) -> UInt32? {
    var value: UInt32 = 0
    for offset in offsets {
      guard let byte = bytes.uint8(ifAt: offset) else { return nil }
      value = value << 8 | UInt32(byte)
    }
    return value
  }

  private var maker: Maker {
    guard bytes.byteCount >= 16 else { return .unknown }
    let (first, second) = (bytes.load16(0), bytes.load16(2))
    if first == 0 {
      if second == 0 { return .auspex }
      if bytes.load8(4) != 0, bytes.load8(5) == 0, bytes.load16(8) == 0x0c00 { return .osf }
      return bytes.load32(4) == 0x0008_0000 ? .irix : .sunOS4
    }
    if second == 0 {
      if bytes.load16(6) == 0 { return .bsd }
      if bytes.byteCount >= 24, bytes.load8(21) == 0, bytes.load8(23) == 0 { return .ultrix }
      return bytes.load8(9) == 10 ? .sunOS5 : .unknown
    }
    switch bytes.load16(8) {
    case 0x0c00: return .osf
    case 0x000a: return bytes.load32(4) == 0 ? .hpux : .sunOS5
    default: return isVMS ? .vms : .unknown
    }
  }

  /// Whether a name and then zeros stand behind the first byte.
  private var isVMS: Bool {
    guard bytes.byteCount >= 28 else { return false }
    var isOver = false
    for at in 1..<14 {
      let byte = bytes.load8(at)
      if byte == 0 { isOver = true } else if byte < 0x20 || byte > 0x7e || isOver { return false }
    }
    return true
  }
}
