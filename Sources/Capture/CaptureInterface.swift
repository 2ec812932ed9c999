/// A device that packets can be captured from.
public struct CaptureInterface: Equatable, Sendable {
  /// What it is called.
  public var name: String
  /// A few words on it, `nil` for most.
  public var description: String?
  /// What is known of it.
  public var flags: Flags
  /// Whether it has a link.
  public var connection: Connection

  /// What is known of a device.
  public struct Flags: OptionSet, Sendable {
    /// The bits, as libpcap has them (`PCAP_IF_LOOPBACK`, ...).
    public var rawValue: UInt32
    /// Flags of libpcap's bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// It leads back to this machine.
    public static let loopback = Flags(rawValue: 1)
    /// It is up.
    public static let up = Flags(rawValue: 2)
    /// It is ready to carry packets.
    public static let running = Flags(rawValue: 4)
    /// It is wireless.
    public static let wireless = Flags(rawValue: 8)
  }

  /// Whether a device has a link; raw values are libpcap's (`PCAP_IF_CONNECTION_STATUS`).
  public enum Connection: UInt32, Sendable {
    /// It does not say.
    case unknown = 0x00
    /// It has.
    case connected = 0x10
    /// It has not.
    case disconnected = 0x20
    /// The question means nothing to it.
    case notApplicable = 0x30
  }

  /// A device of which all is said.
  public init(name: String, description: String? = nil, flags: Flags, connection: Connection) {
    self.name = name
    self.description = description
    self.flags = flags
    self.connection = connection
  }

  /// All network devices together.
  public static let any = CaptureInterface(
    name: CaptureDevice.any, description: "Pseudo-device that captures on all interfaces", flags: [.up, .running],
    connection: .notApplicable)
}
