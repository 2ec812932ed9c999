internal import Packets

extension LinkType {
  /// The link type of a number in a savefile, `nil` for one that libpcap 1.10.3 does not read packets of.
  ///
  /// Some old files have the number that a system used for itself (its DLT) where the agreed one (LINKTYPE) belongs.
  init?(savefileNumber number: UInt32) {
    switch number {
    case 0, 1, 6...10, 50, 51, 99...289: self.init(rawValue: UInt16(number))
    case 11: self = .atmRfc1483
    case 12: self = .raw
    case 15: self = .slipBsdos
    case 16: self = .pppBsdos
    case 19: self = .atmCLIP
    default: return nil
    }
  }

  /// Bytes that a packet of this link type is believed to have at most.
  var maximumSnapshotLength: Int {
    switch self {
    case .dbus: 128 << 20
    case .ebhscr: 8 << 20
    case .usbpcap: 1 << 20
    default: 262_144
    }
  }

  /// The snapshot length that is meant by a file's number: 0 and what does not fit in 31 bits stand for the maximum.
  func snapshotLength(declared: UInt32) -> Int {
    declared == 0 || declared > UInt32(Int32.max) ? maximumSnapshotLength : Int(declared)
  }
}
