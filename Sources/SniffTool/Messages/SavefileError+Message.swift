internal import Savefiles
internal import System

extension SavefileError {
  /// The fault in words, without the file's name: one line, lower case, no full stop.
  var message: String {
    switch reason {
    case .system(let error): error.reason
    case .compressed(let fault): Self.words(fault, offset)
    case .directory: "is a directory, not a savefile"
    case .cannotFollow: "cannot be followed: only a file on a disk that is not compressed can"
    case .shrunk(let length): "became shorter while it was followed: \(length) bytes, of which \(offset) were read"
    case .empty: "the file is empty, not even a savefile header is in it"
    case .unknownFormat: "unknown file format: neither pcap nor pcapng"
    case .interrupted: "interrupted before the savefile began"
    case .noInterface: "the capture file has no interface description"
    case .packetBeforeInterface: "\(place)a packet comes before any interface description"
    case .badByteOrderMagic(let magic): "\(place)a section begins with the bad byte-order magic 0x\(Self.hex(magic))"
    case .unknownLinkType(let number): "unknown link type \(number)"
    case .unknownInterface(let number): "\(place)a packet is of interface \(number), which is not described"
    case .tooManyInterfaces(let maximum): "\(place)more than \(maximum) interfaces in a section"
    case .unsupportedVersion(let format, let major, let minor): Self.version(format, major, minor)
    default: place + damage
    }
  }

  /// What is wrong with the lengths.
  private var damage: String {
    switch reason {
    case .fileHeaderCut(let needed, let found): "truncated file: the header has \(found) bytes of \(needed)"
    case .recordHeaderCut(let needed, let found): "truncated file: a record header has \(found) bytes of \(needed)"
    case .packetCut(let needed, let found): "truncated file: a packet has \(found) captured bytes of \(needed)"
    case .blockCut(let needed, let found): "truncated file: a block has \(found) bytes of \(needed)"
    case .zeros: "zeros where a packet should be"
    case .implausible: "a packet whose time or lengths make no sense"
    case .packetOverSnapshotLength(let length, let snapshotLength):
      "invalid captured length \(length), more than the snapshot length \(snapshotLength)"
    case .packetOverMaximum(let length, let maximum): "invalid captured length \(length), more than \(maximum)"
    case .sectionHeaderLength(let length, let minimum, let maximum):
      "a section header has a length of \(length), not \(minimum) to \(maximum)"
    case .blockTooShort(let length, let minimum): "a block has a length of \(length), less than \(minimum)"
    case .blockUnaligned(let length): "a block has a length of \(length), not a multiple of 4"
    case .blockTooLong(let length, let maximum): "a block has a length of \(length), more than \(maximum)"
    case .blockLengthsDiffer(let header, let trailer):
      "a block's length is \(header) at its beginning and \(trailer) at its end"
    case .blockContentsCut(let type): "a block of type \(type) is too short for what is in it"
    case .optionLength(let code, let length, let expected):
      "interface option \(code) has a length of \(length), not \(expected)"
    case .repeatedOption(let code): "interface option \(code) stands there twice"
    case .resolutionTooFine(let base, let exponent): "timestamp resolution \(base)^-\(exponent) is too fine"
    default: ""
    }
  }

  private static func words(_ fault: CodecFault, _ offset: Int) -> String {
    switch fault {
    case .library(let error): "is compressed, and its library is not there: \(error.reason)"
    case .memory: "no memory to decompress it"
    case .damaged: "at byte \(offset) of the compressed file: the compressed data are damaged"
    case .cut: "truncated file: the compressed data end at byte \(offset) in the middle"
    case .system(let error): error.reason
    }
  }

  /// Where in the file the fault is, for faults behind its header.
  private var place: String { offset == 0 ? "" : "at byte \(offset): " }

  private static func version(_ format: SavefileFormat, _ major: UInt16, _ minor: UInt16) -> String {
    let name = format == .pcap ? "pcap" : "pcapng"
    let age = format == .pcap && major < 2 ? "archaic" : "unsupported"
    return "\(age) \(name) version \(major).\(minor)"
  }

  private static func hex(_ value: UInt32) -> String { String(value, radix: 16) }
}

extension SkippedBytes {
  /// What was passed over and why, without the file's name: one line, no full stop.
  var message: String {
    let place = error.offset == 0 || error.message.hasPrefix("at byte") ? "" : "at byte \(error.offset): "
    let bytes = count == 1 ? "1 byte" : "\(count) bytes"
    return
      "\(place)\(error.message); skipped \(bytes), \(reachesEnd ? "up to the end" : "to byte \(error.offset + count)")"
  }
}

extension SavefileWriteError {
  /// The failure in words, without the file's name: one line, no full stop.
  var message: String { cause.reason + (wholePackets.map { " (\(Count.packets($0)) written whole)" } ?? "") }
}
