/// Names of the objects that SNMP speaks of.
///
/// Source: RFC 1213 (MIB-II), RFC 3411, RFC 3412 and RFC 3414 (modules of SNMPv3), and early numbers of enterprises.
struct SNMPObjects: Sendable {
  /// An object and where the objects below it are.
  private struct Object: Sendable {
    let name: String
    /// The numbers of the objects below it and where they stand in the list.
    var children: [UInt32: Int] = [:]
  }

  /// All objects; the first stands for what is above `iso` and has no name.
  static let all = SNMPObjects()

  /// What stands above all objects.
  static let root = 0

  private var objects = [Object(name: "")]

  private init() {
    // The way from the root to the object before, by depth.
    var path = [Self.root]
    for line in Self.lines {
      for entry in line.split(separator: ";") {
        let words = entry.split(separator: " ")
        guard words.count == 3, let depth = Int(words[0]), let number = UInt32(words[1]), depth < path.count else {
          continue
        }
        path.removeSubrange((depth + 1)...)
        objects[path[depth]].children[number] = objects.count
        path.append(objects.count)
        objects.append(Object(name: String(words[2])))
      }
    }
  }

  /// The object with a number below another; `nil` when nobody has named it.
  func child(_ number: UInt32, of parent: Int) -> Int? { objects[parent].children[number] }

  /// An object's name.
  func name(of object: Int) -> String { objects[object].name }

  /// The object with a whole identifier.
  func object(_ numbers: [UInt32]) -> Int? {
    var object: Int? = Self.root
    for number in numbers { object = object.flatMap { child(number, of: $0) } }
    return object
  }

  /// Depth, number below the object before that is one less deep, and name.
  private static let lines = [
    "0 1 iso; 1 3 org; 2 6 dod; 3 1 internet; 4 1 directory; 4 2 mgmt; 5 1 mib; 6 1 system; 7 1 sysDescr",
    "7 2 sysObjectID; 7 3 sysUpTime; 7 4 sysContact; 7 5 sysName; 7 6 sysLocation; 7 7 sysServices; 6 2 interfaces",
    "7 1 ifNumber; 7 2 ifTable; 8 1 ifEntry; 9 1 ifIndex; 9 2 ifDescr; 9 3 ifType; 9 4 ifMtu; 9 5 ifSpeed",
    "9 6 ifPhysAddress; 9 7 ifAdminStatus; 9 8 ifOperStatus; 9 9 ifLastChange; 9 10 ifInOctets; 9 11 ifInUcastPkts",
    "9 12 ifInNUcastPkts; 9 13 ifInDiscards; 9 14 ifInErrors; 9 15 ifInUnknownProtos; 9 16 ifOutOctets",
    "9 17 ifOutUcastPkts; 9 18 ifOutNUcastPkts; 9 19 ifOutDiscards; 9 20 ifOutErrors; 9 21 ifOutQLen",
    "9 22 ifSpecific; 6 3 at; 7 1 atTable; 8 1 atEntry; 9 1 atIfIndex; 9 2 atPhysAddress; 9 3 atNetAddress; 6 4 ip",
    "7 1 ipForwarding; 7 2 ipDefaultTTL; 7 3 ipInReceives; 7 4 ipInHdrErrors; 7 5 ipInAddrErrors",
    "7 6 ipForwDatagrams; 7 7 ipInUnknownProtos; 7 8 ipInDiscards; 7 9 ipInDelivers; 7 10 ipOutRequests",
    "7 11 ipOutDiscards; 7 12 ipOutNoRoutes; 7 13 ipReasmTimeout; 7 14 ipReasmReqds; 7 15 ipReasmOKs",
    "7 16 ipReasmFails; 7 17 ipFragOKs; 7 18 ipFragFails; 7 19 ipFragCreates; 7 20 ipAddrTable; 8 1 ipAddrEntry",
    "9 1 ipAdEntAddr; 9 2 ipAdEntIfIndex; 9 3 ipAdEntNetMask; 9 4 ipAdEntBcastAddr; 9 5 ipAdEntReasmMaxSize",
    "7 21 ipRoutingTable; 8 1 ipRouteEntry; 9 1 ipRouteDest; 9 2 ipRouteIfIndex; 9 3 ipRouteMetric1",
    "9 4 ipRouteMetric2; 9 5 ipRouteMetric3; 9 6 ipRouteMetric4; 9 7 ipRouteNextHop; 9 8 ipRouteType",
    "9 9 ipRouteProto; 9 10 ipRouteAge; 9 11 ipRouteMask; 7 22 ipNetToMediaTable; 8 1 ipNetToMediaEntry",
    "9 1 ipNetToMediaIfIndex; 9 2 ipNetToMediaPhysAddress; 9 3 ipNetToMediaNetAddress; 9 4 ipNetToMediaType",
    "6 5 icmp; 7 1 icmpInMsgs; 7 2 icmpInErrors; 7 3 icmpInDestUnreachs; 7 4 icmpInTimeExcds; 7 5 icmpInParmProbs",
    "7 6 icmpInSrcQuenchs; 7 7 icmpInRedirects; 7 8 icmpInEchos; 7 9 icmpInEchoReps; 7 10 icmpInTimestamps",
    "7 11 icmpInTimestampReps; 7 12 icmpInAddrMasks; 7 13 icmpInAddrMaskReps; 7 14 icmpOutMsgs; 7 15 icmpOutErrors",
    "7 16 icmpOutDestUnreachs; 7 17 icmpOutTimeExcds; 7 18 icmpOutParmProbs; 7 19 icmpOutSrcQuenchs",
    "7 20 icmpOutRedirects; 7 21 icmpOutEchos; 7 22 icmpOutEchoReps; 7 23 icmpOutTimestamps",
    "7 24 icmpOutTimestampReps; 7 25 icmpOutAddrMasks; 7 26 icmpOutAddrMaskReps; 6 6 tcp; 7 1 tcpRtoAlgorithm",
    "7 2 tcpRtoMin; 7 3 tcpRtoMax; 7 4 tcpMaxConn; 7 5 tcpActiveOpens; 7 6 tcpPassiveOpens; 7 7 tcpAttemptFails",
    "7 8 tcpEstabResets; 7 9 tcpCurrEstab; 7 10 tcpInSegs; 7 11 tcpOutSegs; 7 12 tcpRetransSegs; 7 13 tcpConnTable",
    "8 1 tcpConnEntry; 9 1 tcpConnState; 9 2 tcpConnLocalAddress; 9 3 tcpConnLocalPort; 9 4 tcpConnRemAddress",
    "9 5 tcpConnRemPort; 7 14 tcpInErrs; 7 15 tcpOutRsts; 6 7 udp; 7 1 udpInDatagrams; 7 2 udpNoPorts",
    "7 3 udpInErrors; 7 4 udpOutDatagrams; 7 5 udpTable; 8 1 udpEntry; 9 1 udpLocalAddress; 9 2 udpLocalPort",
    "6 8 egp; 7 1 egpInMsgs; 7 2 egpInErrors; 7 3 egpOutMsgs; 7 4 egpOutErrors; 7 5 egpNeighTable",
    "8 1 egpNeighEntry; 9 1 egpNeighState; 9 2 egpNeighAddr; 9 3 egpNeighAs; 9 4 egpNeighInMsgs",
    "9 5 egpNeighInErrs; 9 6 egpNeighOutMsgs; 9 7 egpNeighOutErrs; 9 8 egpNeighInErrMsgs; 9 9 egpNeighOutErrMsgs",
    "9 10 egpNeighStateUps; 9 11 egpNeighStateDowns; 9 12 egpNeighIntervalHello; 9 13 egpNeighIntervalPoll",
    "9 14 egpNeighMode; 9 15 egpNeighEventTrigger; 7 6 egpAs; 6 10 transmission; 6 11 snmp; 7 1 snmpInPkts",
    "7 2 snmpOutPkts; 7 3 snmpInBadVersions; 7 4 snmpInBadCommunityNames; 7 5 snmpInBadCommunityUses",
    "7 6 snmpInASNParseErrs; 7 7 snmpInBadTypes; 7 8 snmpInTooBigs; 7 9 snmpInNoSuchNames; 7 10 snmpInBadValues",
    "7 11 snmpInReadOnlys; 7 12 snmpInGenErrs; 7 13 snmpInTotalReqVars; 7 14 snmpInTotalSetVars",
    "7 15 snmpInGetRequests; 7 16 snmpInGetNexts; 7 17 snmpInSetRequests; 7 18 snmpInGetResponses",
    "7 19 snmpInTraps; 7 20 snmpOutTooBigs; 7 21 snmpOutNoSuchNames; 7 22 snmpOutBadValues; 7 23 snmpOutReadOnlys",
    "7 24 snmpOutGenErrs; 7 25 snmpOutGetRequests; 7 26 snmpOutGetNexts; 7 27 snmpOutSetRequests",
    "7 28 snmpOutGetResponses; 7 29 snmpOutTraps; 7 30 snmpEnableAuthTraps; 4 3 experimental; 4 4 private",
    "5 1 enterprises; 6 1 proteon; 6 2 ibm; 6 3 cmu; 6 4 unix; 6 5 acc; 6 6 twg; 6 7 cayman; 6 8 nysernet",
    "6 9 cisco; 6 10 nsc; 6 11 hp; 6 12 epilogue; 6 13 utennessee; 6 14 bbn; 6 15 xylogics; 6 16 unisys",
    "6 17 canstar; 6 18 wellfleet; 6 19 trw; 6 20 mit; 6 21 eon; 6 22 spartacus; 6 23 excelan; 6 24 spider",
    "6 25 nsfnet; 6 26 sytek; 6 27 intergraph; 6 28 interlan; 6 29 vitalink; 6 30 ulana; 6 31 nswc",
    "6 32 santacruzoperation; 6 33 xyplex; 6 34 cray; 6 35 bellnorthernresearch; 6 36 dec; 6 37 touch",
    "6 38 networkresearchcorp; 6 39 baylor; 6 40 nmfeccllnl; 6 41 sri; 6 42 sun; 6 43 3com; 6 44 cmc",
    "6 45 synoptics; 6 46 cheyenne; 6 47 prime; 6 48 mcnc; 6 49 chipcom; 6 50 opticaldatasystems; 6 51 gated",
    "6 52 cabletron; 6 53 apollo; 6 54 desktalksystems; 6 55 ssds; 6 56 castlerock; 6 57 mips; 6 58 tgv",
    "6 59 silicongraphics; 6 60 ubc; 6 61 merit; 6 62 fibercom; 6 63 apple; 6 64 gandalf; 6 65 dartmouth",
    "6 66 davidsystems; 6 67 reuter; 6 68 cornell; 6 69 tmac; 6 70 locus; 6 71 nasa; 6 72 retix; 6 73 boeing",
    "6 74 att; 6 75 ungermannbass; 6 76 digitalanalysis; 6 77 hplanman; 6 78 netlabs; 6 79 icl; 6 80 auspex",
    "6 81 lannet; 6 82 ncd; 6 83 raycom; 6 84 pirellifocom; 6 85 datability; 6 86 networkappltech; 6 87 link",
    "6 88 nyu; 6 89 rnd; 6 90 intercon; 6 91 learningtree; 6 92 webstercomputer; 6 93 frontier; 6 94 nokia",
    "6 95 allenbradley; 6 96 cern; 6 97 sigma; 6 98 emergingtech; 6 99 snmpresearch; 6 100 ohiostate; 6 101 ultra",
    "6 136 ccur; 4 5 security; 4 6 snmpV2; 5 3 snmpModules; 6 10 snmpFrameworkMIB; 7 1 snmpFrameworkAdmin",
    "7 2 snmpFrameworkMIBObjects; 8 1 snmpEngine; 9 1 snmpEngineID; 9 2 snmpEngineBoots; 9 3 snmpEngineTime",
    "9 4 snmpEngineMaxMessageSize; 7 3 snmpFrameworkMIBConformance; 6 11 snmpMPDMIB; 7 1 snmpMPDAdmin",
    "7 2 snmpMPDMIBObjects; 8 1 snmpMPDStats; 9 1 snmpUnknownSecurityModels; 9 2 snmpInvalidMsgs",
    "9 3 snmpUnknownPDUHandlers; 7 3 snmpMPDMIBConformance; 8 1 snmpMPDMIBCompliances; 8 2 snmpMPDMIBGroups",
    "6 15 snmpUsmMIB; 7 1 usmMIBObjects; 8 1 usmStats; 9 1 usmStatsUnsupportedSecLevels",
    "9 2 usmStatsNotInTimeWindows; 9 3 usmStatsUnknownUserNames; 9 4 usmStatsUnknownEngineIDs",
    "9 5 usmStatsWrongDigests; 9 6 usmStatsDecryptionErrors; 8 2 usmUser; 9 1 usmUserSpinLock; 9 2 usmUserTable",
    "10 1 usmUserEntry; 11 1 usmUserEngineID; 11 2 usmUserName; 11 3 usmUserSecurityName; 11 4 usmUserCloneFrom",
    "11 5 usmUserAuthProtocol; 11 6 usmUserAuthKeyChange; 11 7 usmUserOwnAuthKeyChange; 11 8 usmUserPrivProtocol",
    "11 9 usmUserPrivKeyChange; 11 10 usmUserOwnPrivKeyChange; 11 11 usmUserPublic; 11 12 usmUserStorageType",
    "11 13 usmUserStatus; 7 2 usmMIBConformance; 8 1 usmMIBCompliances; 8 2 usmMIBGroups",
  ]
}
