extension Parser {
  /// `type`, `type ... subtype`, `subtype` or `dir` of 802.11, with names or numbers.
  mutating func wlanMatch() throws(FilterError) -> WLANMatch {
    let keyword = current.kind
    advance()
    switch keyword {
    case .keyword(.type): return try wlanType()
    case .keyword(.subtype):
      let range = current.range
      guard let (type, subtype) = WLANNames.subtype(named: try word()) else {
        throw FilterError(.unknownWord(suggestions: []), range)
      }
      return .type(value: type | subtype, mask: WLANNames.typeMask | WLANNames.subtypeMask)
    default: return .direction(try wlanDirection())
    }
  }

  private mutating func wlanType() throws(FilterError) -> WLANMatch {
    let type = try wlanNumber(mask: WLANNames.typeMask) { WLANNames.types[$0] }
    guard current.kind == .keyword(.subtype) else { return .type(value: type, mask: WLANNames.typeMask) }
    advance()
    let subtype = try wlanNumber(mask: WLANNames.subtypeMask) { WLANNames.subtype(named: $0, of: type) }
    return .type(value: type | subtype, mask: WLANNames.typeMask | WLANNames.subtypeMask)
  }

  /// A number whose bits all lie under a mask, or a name.
  private mutating func wlanNumber(
    mask: UInt32, _ named: (String) -> UInt32?
  ) throws(FilterError) -> UInt32 {
    let range = current.range
    if case .number(let value) = current.kind {
      advance()
      guard value & ~mask == 0 else { throw FilterError(.bitsOutsideMask, range) }
      return value
    }
    guard let value = named(try word().lowercased()) else {
      throw FilterError(.unknownWord(suggestions: []), range)
    }
    return value
  }

  private mutating func wlanDirection() throws(FilterError) -> UInt32 {
    let range = current.range
    if case .number(let value) = current.kind {
      advance()
      return value
    }
    guard let value = WLANNames.directions[try word().lowercased()] else {
      throw FilterError(.unknownWord(suggestions: WLANNames.directions.keys.sorted()), range)
    }
    return value
  }
}
