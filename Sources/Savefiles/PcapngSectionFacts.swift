internal import Bytes

/// What a section of a pcapng file tells of where it was made (draft-ietf-opsawg-pcapng section 4.1).
public struct PcapngSectionFacts: Equatable, Sendable {
  /// The options of its header.
  public var options: [PcapngOption]
  /// Whether its integers are of the other byte order.
  public var isSwapped = false

  private enum Code {
    static let comment: UInt16 = 1
    static let hardware: UInt16 = 2
    static let system: UInt16 = 3
    static let application: UInt16 = 4
    /// Those that tell where it was made.
    static let making = hardware...application
  }

  /// Facts; those that are `nil` are not told.
  ///
  /// - Parameters:
  ///   - hardware: the machine.
  ///   - system: its operating system.
  ///   - application: the program that writes.
  ///   - comments: whatever somebody wants to be known.
  public init(hardware: String?, system: String?, application: String?, comments: [String] = []) {
    options = comments.map(PcapngOption.comment)
    if let hardware { options.append(PcapngOption(Code.hardware, hardware)) }
    if let system { options.append(PcapngOption(Code.system, system)) }
    if let application { options.append(PcapngOption(Code.application, application)) }
  }

  /// What the contents of a section header tell; what is broken behind its fixed part is left out.
  init(_ contents: RawSpan, _ order: ByteOrder) {
    options = []
    isSwapped = order != .native
    var list = PcapngOptions(contents.suffix(from: PcapngSectionHeader.fixedLength), order)
    while let option = try? list.next(), option.code != 0 {
      guard !PcapngOption.customNotCopied.contains(option.code) else { continue }
      options.append(
        PcapngOption(option.code, (0..<option.length).map { list.bytes.load8(option.offset + $0) }))
    }
  }

  /// The comments among them.
  public var comments: [String] { texts(Code.comment) }

  /// The machine; `nil` when it is not told.
  public var hardware: String? { texts(Code.hardware).first }

  /// Its operating system.
  public var system: String? { texts(Code.system).first }

  /// The program that wrote.
  public var application: String? { texts(Code.application).first }

  /// Adds comments in front of what is told.
  public mutating func add(comments: [String]) {
    options.insert(contentsOf: comments.map(PcapngOption.comment), at: 0)
  }

  /// Whether it tells more than where it was made.
  var hasNotes: Bool { options.contains { !Code.making.contains($0.code) } }

  /// The same without what it tells besides.
  var withoutNotes: PcapngSectionFacts {
    var facts = self
    facts.options.removeAll { !Code.making.contains($0.code) }
    return facts
  }

  /// Adds what other sections tell besides where they were made, comments and what others have agreed on, in front of
  /// what is told.
  public mutating func add(notesOf sections: [PcapngSectionFacts]) {
    options.insert(contentsOf: sections.flatMap { $0.notes(isSwapped: isSwapped) }, at: 0)
  }

  /// What it tells besides where it was made, for a section of an order of bytes.
  private func notes(isSwapped: Bool) -> [PcapngOption] {
    options.filter { !Code.making.contains($0.code) }.map { option in
      var option = option
      if isSwapped != self.isSwapped, PcapngOption.custom.contains(option.code) {
        PcapngOption.swapCustom(&option.value)
      }
      return option
    }
  }

  private func texts(_ code: UInt16) -> [String] {
    options.filter { $0.code == code }.map { String(decoding: $0.value, as: UTF8.self) }
  }
}
