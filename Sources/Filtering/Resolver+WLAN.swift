import Packets

extension Resolver {
  /// A frame with data: bit 3 of the frame control field is set and bit 2 is not (IEEE 802.11-2016 section 9.2.4.1.3).
  var wlanDataFrame: Predicate { !isSet(0, 0x04) && isSet(0, 0x08) }

  /// Bits of a byte of the frame control field.
  private func isSet(_ offset: UInt32, _ bits: UInt32) -> Predicate { .compare(link(.byte, offset), .anySet, bits) }

  /// An 802.11 address in the place that a direction means for the kind of frame.
  func wlanHost(_ address: [UInt8], _ direction: Qualifiers.Direction?) -> Predicate {
    func isAt(_ offset: UInt32) -> Predicate { bytes(address) { link($0, offset + $1) } }
    let isNotControl = !Predicate.compare(link(.byte, 0), .equal, WLANNames.control, mask: WLANNames.typeMask)
    let isNotClearToSend = !Predicate.compare(link(.byte, 0), .equal, 0xc0, mask: WLANNames.subtypeMask)
    let isNotAcknowledgement = !Predicate.compare(link(.byte, 0), .equal, 0xd0, mask: WLANNames.subtypeMask)
    let hasSecondAddress = isNotControl || (isNotClearToSend && isNotAcknowledgement)
    switch direction {
    case .source: return wlanSource(isAt)
    case .destination: return wlanDestination(isAt)
    case .both: return wlanSource(isAt) && wlanDestination(isAt)
    case .either, nil: return wlanSource(isAt) || wlanDestination(isAt)
    case .receiver: return isSet(0, 0x08) && isAt(4)
    case .transmitter: return .all([isSet(0, 0x08), hasSecondAddress, isAt(10)])
    case .address1: return isAt(4)
    case .address2: return hasSecondAddress && isAt(10)
    case .address3: return isNotControl && isAt(16)
    case .address4: return .compare(link(.byte, 1), .equal, 3, mask: WLANNames.directionMask) && isAt(24)
    }
  }

  /// The source: the second address, or from a distribution system the third, or between two of them the fourth.
  private func wlanSource(_ isAt: (UInt32) -> Predicate) -> Predicate {
    let fromSystem = isSet(1, 0x02) && ((!isSet(1, 0x01) && isAt(16)) || (isSet(1, 0x01) && isAt(24)))
    let data = isSet(0, 0x08) && ((!isSet(1, 0x02) && isAt(10)) || fromSystem)
    return !isSet(0, 0x04) && ((!isSet(0, 0x08) && isAt(10)) || data)
  }

  /// The destination: the first address, or to a distribution system the third.
  func wlanDestination(_ isAt: (UInt32) -> Predicate) -> Predicate {
    let data = isSet(0, 0x08) && ((!isSet(1, 0x01) && isAt(4)) || (isSet(1, 0x01) && isAt(16)))
    return !isSet(0, 0x04) && ((!isSet(0, 0x08) && isAt(4)) || data)
  }

  /// `type`, `subtype` and `dir`.
  func wlan(_ match: WLANMatch, _ range: Range<Int>) throws(FilterError) -> Predicate {
    guard layout.linkType.is80211, layout.linkType != .ppi else { throw notOnLinkType("802.11 types", range) }
    switch match {
    case .type(let value, let mask): return .compare(link(.byte, 0), .equal, value, mask: mask)
    case .direction(let value): return .compare(link(.byte, 1), .equal, value, mask: WLANNames.directionMask)
    }
  }
}
