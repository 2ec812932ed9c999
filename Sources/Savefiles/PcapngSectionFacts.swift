/// What a section of a pcapng file tells of where it was made (draft-ietf-opsawg-pcapng section 4.1).
public struct PcapngSectionFacts: Equatable, Sendable {
  /// The options of its header.
  public var options: [PcapngOption]

  /// Facts; those that are `nil` are not told.
  ///
  /// - Parameters:
  ///   - hardware: the machine.
  ///   - system: its operating system.
  ///   - application: the program that writes.
  ///   - comments: whatever somebody wants to be known.
  public init(hardware: String?, system: String?, application: String?, comments: [String] = []) {
    options = comments.map(PcapngOption.comment)
    if let hardware { options.append(PcapngOption(2, hardware)) }
    if let system { options.append(PcapngOption(3, system)) }
    if let application { options.append(PcapngOption(4, application)) }
  }
}
