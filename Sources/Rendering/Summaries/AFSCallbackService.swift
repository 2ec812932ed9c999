extension AFSService {
  /// What servers tell clients that keep copies of files.
  static let callbacks = AFSService(
    port: 7001, name: "cb",
    operations: Tokens([
      204: "callback", 205: "initcb", 206: "probe", 207: "getlock", 208: "getce", 209: "xstatver", 210: "getxstat",
      211: "initcb2", 212: "whoareyou", 213: "initcb3", 214: "probeuuid", 215: "getsrvprefs", 216: "getcellservdb",
      217: "getlocalcell", 218: "getcacheconf", 65_536: "getce64", 65_537: "getcellbynum",
      65_538: "tellmeaboutyourself",
    ]),
    calls: [
      204: [.callbacks],
      214: [.word(" afsuuid"), .host],
    ],
    replies: [
      213: [.host]
    ])
}
