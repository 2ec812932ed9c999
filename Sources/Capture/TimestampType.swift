/// Who says when a packet came (pcap-tstamp(7)).
public enum TimestampType: Int, Sendable, Equatable, CaseIterable {
  /// The host, in a way that the system chooses.
  case host = 0
  /// The host, cheaply.
  case hostLowPrecision
  /// The host, dearly.
  case hostHighPrecision
  /// The network device, in step with the host's clock.
  case adapter
  /// The network device, by a clock of its own.
  case adapterUnsynced
  /// The host, dearly, by another clock than that of the day.
  case hostHighPrecisionUnsynced

  /// The name that `-j` takes.
  public var name: String {
    switch self {
    case .host: "host"
    case .hostLowPrecision: "host_lowprec"
    case .hostHighPrecision: "host_hiprec"
    case .adapter: "adapter"
    case .adapterUnsynced: "adapter_unsynced"
    case .hostHighPrecisionUnsynced: "host_hiprec_unsynced"
    }
  }

  /// The words that `-J` adds.
  public var description: String {
    switch self {
    case .host: "Host"
    case .hostLowPrecision: "Host, low precision"
    case .hostHighPrecision: "Host, high precision"
    case .adapter: "Adapter"
    case .adapterUnsynced: "Adapter, not synced with system time"
    case .hostHighPrecisionUnsynced: "Host, high precision, not synced with system time"
    }
  }

  /// The type of a name.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
