import Capture
import Packets
import System

extension CaptureError {
  /// One line on it, without the program's name.
  ///
  /// - Parameter program: the path of this program, for the command that gives it its right.
  func message(program: String) -> String {
    let subject = interface.isEmpty ? "" : "\(interface): "
    return subject + explanation(program: program)
  }

  private func explanation(program: String) -> String {
    switch reason {
    case .noSuchInterface: "no such interface (-D lists those there are)"
    case .notPermitted where operation == .setTimestamps:
      "the device's timestamps need CAP_NET_ADMIN: setcap cap_net_raw,cap_net_admin=ep \(program)"
    case .notPermitted: "capturing needs CAP_NET_RAW: setcap cap_net_raw=ep \(program)"
    case .notSupported where operation == .openSocket: "the kernel has no packet sockets (CONFIG_PACKET)"
    case .notSupported: "the kernel is too old for this: \(operation.words)"
    case .interfaceDown: "the interface is not up: ip link set \(interface) up"
    case .interfaceVanished: "the interface disappeared"
    case .linkTypesDiffer(let linkType, let first):
      "its packets are \(linkType.words) and those before \(first.words), which a pcap file cannot hold together; "
        + "a pcapng file can (-w with a name that ends in .pcapng)"
    case .monitorModeUnsupported: "the interface has no monitor mode: it is no Wi-Fi device"
    case .needsLibpcap: "monitor mode needs --backend libpcap"
    case .linkTypeUnsupported(let wanted, let supported):
      "\(wanted.words) is not a link type of this interface, which has \(supported.map(\.words).joined(separator: ", "))"
    case .bufferTooLarge(let bytes): "there is no kernel memory for a buffer of \(bytes / 1024) KiB (-B)"
    case .ringCorrupted: "the kernel's ring of packets is damaged"
    case .failed: "\(operation.words): \(SystemCallError("", code: code).reason)"
    case .libraryMissing(let reason): "libpcap cannot be used (apt-get install libpcap0.8): \(reason)"
    case .libpcap(let words): "libpcap: \(words)"
    }
  }
}

extension CaptureError.Operation {
  /// What was being done.
  fileprivate var words: String {
    switch self {
    case .openSocket: "cannot open a packet socket"
    case .queryInterface: "cannot ask about the interface"
    case .bind: "cannot bind to the interface"
    case .attachFilter: "cannot attach the filter"
    case .setVersion: "cannot choose TPACKET_V3"
    case .reserveHeadroom: "cannot reserve room in the ring"
    case .setRing: "cannot make the ring of packets"
    case .mapRing: "cannot map the ring of packets"
    case .setPromiscuous: "cannot enter promiscuous mode"
    case .joinGroup: "cannot share packets between rings"
    case .setTimestamps: "cannot have the device stamp packets"
    case .poll: "cannot wait for packets"
    case .readStatistics: "cannot read the statistics"
    case .listInterfaces: "cannot list the interfaces"
    case .openLibrary: "cannot open libpcap"
    case .activate: "cannot begin to capture"
    case .read: "cannot read packets"
    }
  }
}

extension InterfaceEvent {
  /// One line on it, without the program's name.
  ///
  /// - Parameter program: as for an error.
  func message(program: String) -> String {
    switch self {
    case .appeared(let name): "\(name): the interface appeared"
    case .vanished(let name): "\(name): the interface disappeared"
    case .wentDown(let name): "\(name): the interface went down"
    case .cameUp(let name): "\(name): the interface is up"
    case .unusable(let error): error.message(program: program)
    case .linkTypeDiffers(let name, let linkType):
      "\(name): left out, for its packets are \(linkType.words) and a pcap file holds one kind only"
    }
  }
}

extension CaptureWarning {
  /// Whether it is only for those who ask for more: all is as it should be.
  var isMinor: Bool { if case .filterRefusedByKernel = self { true } else { false } }

  /// One line on it, without the program's name.
  var message: String {
    switch self {
    case .timestampTypeUnsupported(let type):
      "WARNING: the interface gives no timestamps of type '\(type.name)'; the host stamps packets"
    case .unknownHardware(let number):
      "WARNING: hardware of type \(number) is not known; its packets are shown without link-layer headers"
    case .filterRefusedByKernel(0): "the filter reads what the kernel cannot give it; packets are filtered here"
    case .filterRefusedByKernel(let code):
      "the kernel refuses the filter (\(SystemCallError("", code: code).reason)); packets are filtered here"
    case .bufferReduced(let bytes): "WARNING: the kernel had memory for a buffer of \(bytes / 1024) KiB only"
    case .libpcap(let words): "WARNING: libpcap: \(words)"
    }
  }
}

extension LinkType {
  /// The name that `-y` takes, or the number.
  var words: String { name ?? "\(rawValue)" }
}
