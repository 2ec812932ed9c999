import Bytes
import Packets

// The parts of AFS's calls and replies that are made of several others.

extension AFSReader {
  /// Characters of a volume's name.
  private static let volumeName = 65

  /// Writes a part that is made of others.
  @_lifetime(self: copy self)
  mutating func appendList(
    _ part: AFSPart, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    switch part {
    case .volumeType:
      let type = try word()
      guard type < 3 else { return }
      out.append(" type ")
      out.append(Self.volumeTypes[Int(type)])
    case .host:
      try appendHost(to: &out)
    case .syncSite: out.append(try word() != 0 ? " syncsite yes" : " syncsite no")
    case .unused: _ = try word()
    case .opaque:
      let count = Int(try word())
      try need(count)
      at += count
    case .files: try appendSeveral(.file, separator: ",", to: &out, options)
    case .servers: try appendSeveral(.server, separator: ",", to: &out, options)
    case .vectors(let count): try appendSeveral(.vector(count), separator: "", to: &out, options)
    case .ints(let name):
      out.append(name)
      try appendSeveral(.int(""), separator: "", to: &out, options)
    case .callbacks: try appendCallbacks(to: &out, options)
    case .volume(let places): try appendVolume(places, to: &out, options)
    case .volumeOfHosts: try appendVolumeOfHosts(to: &out, options)
    case .volumes: try appendVolumes(to: &out, options)
    default: break
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendSeveral(
    _ part: AFSPart, separator: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    let count = try word()
    var index: UInt32 = 0
    while index < count {
      try append(part, to: &out, options)
      index += 1
      if index < count { out.append(separator) }
    }
    if count == 0 { out.append(" <none!>") }
  }

  @_lifetime(self: copy self)
  private mutating func appendHost(to out: inout TextBuffer) throws(WordStop) {
    try need(44)
    out.append(" ")
    out.append(hex: try word(), width: 8)
    out.append(hex: try word(), width: 4)
    out.append(hex: try word(), width: 4)
    for _ in 0..<8 { out.append(hexByte: UInt8(truncatingIfNeeded: try word())) }
  }

  @_lifetime(self: copy self)
  private mutating func appendCallbacks(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try append(.files, to: &out, options)
    let count = try word()
    if count != 0 { out.append(";") }
    var index: UInt32 = 0
    while index < count {
      try append(.int(" ver"), to: &out, options)
      try append(.date(" expires"), to: &out, options)
      // What kind of promise it is.
      try append(.unused, to: &out, options)
      index += 1
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendVolume(
    _ places: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try appendVector(Self.volumeName, to: &out)
    // An entry of the first kind has its type here.
    if places == 8 {
      try need(4)
      at += 4
    }
    out.append(" numservers")
    let count = try word()
    out.append(" ")
    out.append(count)
    out.append(" servers")
    for place in 0..<places {
      try need(4)
      let address = try word()
      guard place < count else { continue }
      out.append(" ")
      out.append(IPv4Address(rawValue: address))
    }
    try appendPartitions(places, count, to: &out)
    try appendVolumeNumbers(places, to: &out, options)
  }

  @_lifetime(self: copy self)
  private mutating func appendPartitions(_ places: Int, _ count: UInt32, to out: inout TextBuffer) throws(WordStop) {
    out.append(" partitions")
    for place in 0..<places {
      let partition = try word()
      guard place < count else { continue }
      out.append(" ")
      if partition <= 26 {
        out.append(byte: UInt8(ascii: "a") + UInt8(partition))
      } else {
        out.append(partition)
      }
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendVolumeNumbers(
    _ places: Int, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try need(4 * places)
    at += 4 * places
    try append(.uint(" rwvol"), to: &out, options)
    try append(.uint(" rovol"), to: &out, options)
    try append(.uint(" backup"), to: &out, options)
  }

  @_lifetime(self: copy self)
  private mutating func appendVolumeOfHosts(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    let places = 13
    try appendVector(Self.volumeName, to: &out)
    out.append(" numservers")
    let count = try word()
    out.append(" ")
    out.append(count)
    out.append(" servers")
    for place in 0..<places {
      if place < count {
        out.append(" afsuuid")
        try appendHost(to: &out)
      } else {
        try need(44)
        at += 44
      }
    }
    try need(4 * places)
    at += 4 * places
    try appendPartitions(places, count, to: &out)
    try appendVolumeNumbers(places, to: &out, options)
  }

  @_lifetime(self: copy self)
  private mutating func appendVolumes(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    let count = try word()
    var index: UInt32 = 0
    while index < count {
      out.append(" name")
      try appendVector(32, to: &out)
      try append(.uint(" volid"), to: &out, options)
      out.append(" type")
      at += 4 * 21
      index += 1
      if index < count { out.append(",") }
    }
    if count == 0 { out.append(" <none!>") }
  }

  private static let volumeTypes: [StaticString] = ["read-write", "read-only", "backup"]
}
