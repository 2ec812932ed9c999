import Packets

extension LinkType {
  /// The link type of a number that programs on Linux use (`DLT_`); `nil` for one that they do not.
  init?(dataLink number: UInt32) {
    switch number {
    case 11: self = .atmRfc1483
    case 12: self = .raw
    case 15: self = .slipBsdos
    case 16: self = .pppBsdos
    case 19: self = .atmCLIP
    case 13, 14, 17, 18, 100...103, 106: return nil
    default:
      guard let rawValue = UInt16(exactly: number) else { return nil }
      self.init(rawValue: rawValue)
    }
  }
}

extension EtherType {
  /// What hangs at the type behind headers other than Ethernet's, where no tags are looked for.
  var untagged: NextProtocol {
    switch rawValue {
    case 0x8100, 0x88a8, 0x9100, 0x9200, 0x88e5: .none
    default: .at(.etherType(self))
    }
  }
}
