extension AFSService {
  /// Who is who.
  static let authentication = AFSService(
    port: 7004, name: "kauth",
    operations: Tokens([
      1: "auth-old", 21: "authenticate", 22: "authenticate-v2", 2: "change-pw", 3: "get-ticket-old",
      23: "get-ticket", 4: "set-pw", 5: "set-fields", 6: "create-user", 7: "delete-user", 8: "get-entry",
      9: "list-entry", 10: "get-stats", 11: "debug", 12: "get-pw", 13: "get-random-key", 14: "unlock",
      15: "lock-status",
    ]),
    calls: [
      1: [.string(" principal", 64), .string("", 64)],
      2: [.string(" principal", 64), .string("", 64)],
      3: [.int(" kvno"), .string(" domain", 64), .opaque, .string(" principal", 64), .string("", 64)],
      4: [.string(" principal", 64), .string("", 64), .int(" kvno")],
      5: [.string(" principal", 64), .string("", 64)],
      6: [.string(" principal", 64), .string("", 64)],
      7: [.string(" principal", 64), .string("", 64)],
      8: [.string(" principal", 64), .string("", 64)],
      12: [.string(" name", 64)],
      14: [.string(" principal", 64), .string("", 64)],
      15: [.string(" principal", 64), .string("", 64)],
      21: [.string(" principal", 64), .string("", 64)],
      22: [.string(" principal", 64), .string("", 64)],
      23: [.int(" kvno"), .string(" domain", 64), .opaque, .string(" principal", 64), .string("", 64)],
    ],
    replies: [:],
    hasDatabase: true)
}
