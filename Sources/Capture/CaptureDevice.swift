internal import CLinux
package import Packets

/// What a capture's options mean on this machine: the device, and what its packets are.
package struct CaptureDevice {
  /// The name that stands for all devices.
  package static let any = "any"

  /// The kernel's number of the device, 0 for all.
  package let index: Int32
  /// What its packets are.
  package let layer: LinkLayer
  /// What they are called: what was asked for, or the usual.
  package let linkType: LinkType
  let refusals: KernelFilter.Refusals

  /// Looks a device up. Needs no privilege.
  ///
  /// - Throws: `CaptureError` when there is none, or when it does not offer what is asked for.
  package init(_ options: CaptureOptions) throws(CaptureError) {
    let name = options.interface
    let query = try InterfaceQuery(interface: name)
    let loopback = try? query.index(of: "lo")
    var hardware: Int?
    if name == Self.any {
      guard !options.isMonitor else { throw Self.monitorModeUnsupported(name) }
      index = 0
      layer = .any
    } else {
      index = try query.index(of: name)
      if options.isMonitor { try Self.checkMonitorMode(name) }
      let kind = try query.hardware(of: name)
      hardware = kind
      layer = Self.layer(of: name, hardware: kind)
    }
    let wanted = options.linkType ?? layer.linkType
    guard layer.offered.contains(wanted) else {
      throw CaptureError(
        .linkTypeUnsupported(wanted, supported: layer.offered), .queryInterface, interface: name)
    }
    linkType = wanted
    refusals = Self.refusals(
      options.direction, isAny: index == 0, isLoopback: index == loopback, isCAN: hardware == HardwareType.can,
      loopback: loopback)
  }

  private static func layer(of name: String, hardware: Int) -> LinkLayer {
    LinkLayer(
      hardware: hardware, name: name, isWireless: InterfaceList.isWireless(name),
      switchTag: SystemFile.firstLine(of: "/sys/class/net/\(name)/dsa/tagging"))
  }

  /// A Wi-Fi device can be heard in monitor mode only through another device, which libpcap makes for it.
  private static func checkMonitorMode(_ name: String) throws(CaptureError) {
    guard SystemFile.exists("/sys/class/net/\(name)/phy80211") else { throw monitorModeUnsupported(name) }
    throw CaptureError(.needsLibpcap, .queryInterface, interface: name)
  }

  private static func monitorModeUnsupported(_ name: String) -> CaptureError {
    CaptureError(.monitorModeUnsupported, .queryInterface, interface: name)
  }

  /// What goes out on the loopback comes in on it too, and CAN drivers hand back what they send: one copy counts.
  static func refusals(
    _ direction: CaptureDirection, isAny: Bool, isLoopback: Bool, isCAN: Bool, loopback: Int32?
  ) -> KernelFilter.Refusals {
    var refusals = KernelFilter.Refusals()
    refusals.incoming = direction == .outbound
    refusals.outgoing = direction == .inbound || isLoopback || (isCAN && direction == .both)
    refusals.echoesOfLoopback = isAny ? loopback : nil
    refusals.echoesOfCAN = isAny && direction == .both
    return refusals
  }
}

extension CaptureDevice {
  /// Whether a name stands for a network device of this machine, or for all of them.
  package static func isNetworkDevice(_ name: String) -> Bool { name == any || interfaceIndex(name) != 0 }

  /// The kernel's number of a device, 0 when it is none.
  package static func interfaceIndex(_ name: String) -> UInt32 {
    guard let query = try? InterfaceQuery(interface: name), let index = try? query.index(of: name) else { return 0 }
    return UInt32(bitPattern: index)
  }

  /// Lets nothing more into a packet socket.
  ///
  /// - Returns: false when the descriptor is no packet socket, to which nothing is done.
  package static func silence(_ descriptor: Int32) -> Bool {
    let index = clinux_bound_interface(descriptor)
    guard index >= 0 else { return false }
    clinux_silence_packet(descriptor, index)
    return true
  }
}
