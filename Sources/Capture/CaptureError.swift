public import Packets

/// A capture could not be opened, or came to an end that nobody asked for.
public struct CaptureError: Error, Equatable, Sendable {
  /// What was being done.
  public enum Operation: String, Sendable {
    case openSocket, queryInterface, bind, attachFilter, setVersion, reserveHeadroom, setRing, mapRing
    case setPromiscuous, setTimestamps, joinGroup, poll, readStatistics, listInterfaces, openLibrary, activate, read
  }

  /// What went wrong.
  public enum Reason: Equatable, Sendable {
    /// No device of this name.
    case noSuchInterface
    /// The process may not do it: raw sockets need CAP_NET_RAW, hardware timestamps CAP_NET_ADMIN.
    case notPermitted
    /// The kernel has no packet sockets, or not this feature of them.
    case notSupported
    /// The device is not up.
    case interfaceDown
    /// Its packets are of another link type than those of the other devices, which cannot be together.
    case linkTypesDiffer(LinkType, first: LinkType)
    /// The device was removed while packets were taken from it.
    case interfaceVanished
    /// The device cannot show what it hears: it is no Wi-Fi device.
    case monitorModeUnsupported
    /// Only libpcap can open this: a Wi-Fi device in monitor mode, or no network device at all.
    case needsLibpcap
    /// The device does not offer the link type; these it does.
    case linkTypeUnsupported(LinkType, supported: [LinkType])
    /// There is not so much kernel memory to be had, in bytes.
    case bufferTooLarge(bytes: Int)
    /// The kernel's ring says what cannot be.
    case ringCorrupted
    /// A system call failed; `code` tells how.
    case failed
    /// libpcap is not installed, or too old; the loader's words.
    case libraryMissing(String)
    /// libpcap's own words.
    case libpcap(String)
  }

  /// What went wrong.
  public var reason: Reason
  /// What was being done.
  public var operation: Operation
  /// The error number of the system call, 0 when none failed.
  public var code: Int32
  /// The device.
  public var interface: String

  /// A failure on a device.
  public init(_ reason: Reason, _ operation: Operation, code: Int32 = 0, interface: String) {
    self.reason = reason
    self.operation = operation
    self.code = code
    self.interface = interface
  }
}
