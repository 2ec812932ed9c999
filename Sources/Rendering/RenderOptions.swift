public import Dissection
public import Packets

/// How the time of a packet is written.
public enum TimestampStyle: Sendable {
  /// Not at all.
  case none
  /// The local time of day.
  case timeOfDay
  /// Seconds since the epoch.
  case epoch
  /// What has passed since the packet before.
  case sincePrevious
  /// Local date and time.
  case dateAndTime
  /// What has passed since the first packet.
  case sinceFirst
}

/// What lines look like: tcpdump's options, one by one.
public struct RenderOptions: Sendable {
  /// How much is told: 0 to 4, as many as there were `-v`; few protocols know 4.
  public var verbosity = 0
  /// How little is told: as many as there were `-q`.
  public var quietness = 0
  /// Whether the link-layer header is told (`-e`).
  public var showsLinkHeader = false
  /// Whether lines are coloured; the text is the same but for the escape sequences.
  public var usesColor = false
  /// Whether lines are numbered (`-#`).
  public var numbersPackets = false
  /// How times are written (`-t` to `-ttttt`).
  public var timestampStyle = TimestampStyle.timeOfDay
  /// Digits of times (`--micro`, `--nano`).
  public var precision = TimestampPrecision.microseconds
  /// 1 for a hexadecimal dump of what is behind the link-layer header, 2 for one of all (`-x`, `-xx`).
  public var hexLevel = 0
  /// The same with characters beside (`-X`, `-XX`).
  public var hexAndASCIILevel = 0
  /// The same with characters only (`-A`, `-AA`).
  public var asciiLevel = 0
  /// Whether TCP's sequence numbers are written as they stand (`-S`).
  public var showsAbsoluteSequenceNumbers = false
  /// TCP connections whose first sequence numbers are remembered: those used last.
  public var rememberedConnections = 65_536
  /// Whether checksums are left unlooked at (`-K`).
  public var skipsChecksums = false
  /// Whether autonomous system numbers are written with a dot (`-b`).
  public var usesDottedASNumbers = false
  /// Whether a domain name's first label is enough (`-N`).
  public var omitsDomains = false
  /// Whether mesh headers of an old draft are looked for in 802.11 frames (`-H`).
  public var readsMeshHeaders = false
  /// Whether NFS handles are written as they stand (`-u`).
  public var showsRawFileHandles = false
  /// What UDP and TCP carry (`-T`); `nil` to go by ports.
  public var payloadChoice: PayloadChoice?
  /// Keys to what ESP encrypts (`-E`); `nil` to leave it alone.
  public var decryptor: (any PayloadDecryptor)?
  /// Checks the signatures of TCP segments (`-M`); `nil` when there is no secret.
  public var signer: (any SegmentSigner)?
  /// Names for addresses and ports; `nil` for numbers (`-n`).
  public var names: (any NameSource)?
  /// Local time; `nil` for UTC.
  public var timeZone: (any TimeZoneRules)?
  /// The name of an interface by its index, for cooked captures.
  public var interfaceName: @Sendable (UInt32) -> String? = { _ in nil }
  /// The name of the interface that a packet says it is of, where lines tell it because there are several; else `nil`.
  public var sourceName: (@Sendable (UInt32) -> String?)?

  /// Lines as they are without any option, but with numbers for names.
  public init() {}

  /// Whether a packet's bytes follow its line.
  var dumpsBytes: Bool { hexLevel > 0 || hexAndASCIILevel > 0 || asciiLevel > 0 }

  /// Whether times are told from those of packets before.
  public var tellsDifferences: Bool { timestampStyle == .sincePrevious || timestampStyle == .sinceFirst }

  /// Whether lines tell no more of a usual packet's headers than `UsualPacket` knows.
  public var suitsUsualPackets: Bool {
    quietness == 0 && payloadChoice == nil && names == nil && signer == nil && sourceName == nil
  }

  /// Whether what no protocol of ours explains is dumped: not when all is dumped anyway, or little is to be told.
  public var dumpsUnknown: Bool { hexLevel == 0 && hexAndASCIILevel == 0 && quietness == 0 }
}

extension RenderOptions {
  /// A tracker of what these options tell across packets.
  public func tracker() -> ConversationTracker {
    ConversationTracker(
      capacity: showsAbsoluteSequenceNumbers ? 0 : max(1, rememberedConnections), readsQuotes: verbosity > 0)
  }

  /// A walk that finds the layers these options ask for.
  public func dissector(takesShortWay: Bool = true) -> Dissector {
    var registry = Registry.all
    registry.payloadChoice = payloadChoice
    registry.readsMeshHeaders = readsMeshHeaders
    return Dissector(registry: registry, decryptor: decryptor, takesShortWay: takesShortWay)
  }
}
