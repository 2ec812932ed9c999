extension AFSService {
  /// What the servers of a database tell each other, at the ports of their services.
  static let database = AFSService(
    port: 0, name: "ubik",
    operations: Tokens([
      10_000: "vote-beacon", 10_001: "vote-debug-old", 10_002: "vote-sdebug-old", 10_003: "vote-getsyncsite",
      10_004: "vote-debug", 10_005: "vote-sdebug", 10_006: "vote-xdebug", 10_007: "vote-xsdebug",
      20_000: "disk-begin", 20_001: "disk-commit", 20_002: "disk-lock", 20_003: "disk-write",
      20_004: "disk-getversion", 20_005: "disk-getfile", 20_006: "disk-sendfile", 20_007: "disk-abort",
      20_008: "disk-releaselocks", 20_009: "disk-truncate", 20_010: "disk-probe", 20_011: "disk-writev",
      20_012: "disk-interfaceaddr", 20_013: "disk-setversion",
    ]),
    calls: [
      10_000: [.syncSite, .date(" votestart"), .version(" dbversion"), .version(" tid")],
      10_003: [.uint(" site")],
      20_000: [.version(" tid")],
      20_001: [.version(" tid")],
      20_002: [.version(" tid"), .int(" file"), .int(" pos"), .int(" length"), .unused],
      20_003: [.version(" tid"), .int(" file"), .int(" pos")],
      20_005: [.int(" file")],
      20_006: [.int(" file"), .int(" length"), .version(" dbversion")],
      20_007: [.version(" tid")],
      20_008: [.version(" tid")],
      20_009: [.version(" tid"), .int(" file"), .int(" length")],
      20_010: [.version(" tid")],
      20_012: [.version(" tid"), .version(" oldversion"), .version(" newversion")],
    ],
    replies: [
      10_000: [.word(" vote no")],
      20_004: [.version(" dbversion")],
    ])
}
