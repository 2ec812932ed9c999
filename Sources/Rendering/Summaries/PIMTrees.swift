import Bytes

// Who joins and leaves a tree, where its root is, and who forwards.

extension PIMReader {
  /// Source: RFC 7761 section 4.9.5.
  @_lifetime(self: copy self)
  mutating func appendJoins(
    hasNeighbor: Bool, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    if hasNeighbor { try append(.unicast, ", upstream-neighbor: ", to: &out, options) }
    try need(4)
    guard bytes.has(4, at: at) else { throw .short }
    let (count, holdTime) = (Int(try byte(1)), try half(2))
    out.append("\n\t  ")
    out.append(count)
    out.append(" group(s)")
    if hasNeighbor {
      out.append(", holdtime: ")
      if holdTime == 0xffff { out.append("infinite") } else { out.append(span: UInt32(holdTime)) }
    }
    skip(4)
    for index in 0..<count {
      out.append("\n\t    group #")
      out.append(index + 1)
      try append(.group, ": ", to: &out, options)
      try need(4)
      guard bytes.has(4, at: at) else { throw .short }
      let (joined, pruned) = (Int(try half(0)), Int(try half(2)))
      out.append(", joined sources: ")
      out.append(joined)
      out.append(", pruned sources: ")
      out.append(pruned)
      skip(4)
      try appendSources(joined, "\n\t      joined source #", to: &out, options)
      try appendSources(pruned, "\n\t      pruned source #", to: &out, options)
    }
  }

  @_lifetime(self: copy self)
  private mutating func appendSources(
    _ count: Int, _ name: StaticString, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    for index in 0..<count {
      out.append(name)
      out.append(index + 1)
      try append(.source, ": ", to: &out, options)
    }
  }

  /// Source: RFC 5059 section 4.1.
  @_lifetime(self: copy self)
  mutating func appendBootstrap(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    try need(2)
    let tag = try half(0)
    out.append(" tag=")
    out.append(hex: tag)
    skip(2)
    try need(1)
    let mask = try byte(0)
    out.append(" hashmlen=")
    out.append(mask)
    try need(2)
    guard bytes.has(3, at: at) else { throw .short }
    out.append(" BSRprio=")
    out.append(try byte(1))
    skip(2)
    try append(.unicast, " BSR=", to: &out, options)
    var index = 0
    while rest > 0 {
      out.append(" (group")
      out.append(index)
      try append(.group, ": ", to: &out, options)
      try appendPoints(to: &out, options)
      out.append(")")
      index += 1
    }
  }

  /// Writes the rendezvous points of a group.
  @_lifetime(self: copy self)
  private mutating func appendPoints(
    to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    try need(1)
    let all = try byte(0)
    out.append(" RPcnt=")
    out.append(all)
    try need(2)
    let count = Int(try byte(1))
    out.append(" FRPcnt=")
    out.append(count)
    try need(4)
    skip(4)
    var index = 0
    while index < count, rest > 0 {
      out.append(" RP")
      out.append(index)
      try append(.unicast, "=", to: &out, options)
      try need(2)
      out.append(",holdtime=")
      out.append(span: UInt32(try half(0)))
      try need(3)
      let priority = try byte(2)
      out.append(",prio=")
      out.append(priority)
      try need(4)
      skip(4)
      index += 1
    }
  }

  /// Source: RFC 7761 section 4.9.6.
  @_lifetime(self: copy self)
  mutating func appendAssert(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    try append(.group, " group=", to: &out, options)
    try append(.unicast, " src=", to: &out, options)
    try need(8)
    guard bytes.has(8, at: at) else { throw .short }
    let preference = try word(0)
    if preference >> 31 != 0 { out.append(" RPT") }
    out.append(" pref=")
    out.append(preference & 0x7fff_ffff)
    out.append(" metric=")
    out.append(try word(4))
  }

  /// Source: RFC 5059 section 4.2.
  @_lifetime(self: copy self)
  mutating func appendCandidate(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    try need(1)
    let count = Int(try byte(0))
    out.append(" prefix-cnt=")
    out.append(count)
    try need(2)
    let priority = try byte(1)
    out.append(" prio=")
    out.append(priority)
    try need(4)
    out.append(" holdtime=")
    out.append(span: UInt32(try half(2)))
    skip(4)
    try append(.unicast, " RP=", to: &out, options)
    var index = 0
    while index < count, rest > 0 {
      out.append(" Group")
      out.append(index)
      try append(.group, "=", to: &out, options)
      index += 1
    }
  }

  /// Source: RFC 3973 section 4.7.
  @_lifetime(self: copy self)
  mutating func appendRefresh(to out: inout TextBuffer, _ options: borrowing RenderOptions) throws(WordStop) {
    try append(.unicast, " src=", to: &out, options)
    try append(.group, " grp=", to: &out, options)
    try append(.unicast, " forwarder=", to: &out, options)
    try need(2)
    out.append(" TUNR ")
    out.append(span: UInt32(try half(0)))
  }

  /// Source: RFC 5015 section 3.7.
  @_lifetime(self: copy self)
  mutating func appendElection(
    _ subtype: UInt8, to out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(WordStop) {
    out.append("\n\t  ")
    out.append(Self.electionNames[subtype] ?? "Unknown")
    try append(.unicast, ", rpa=", to: &out, options)
    let preference = try word(0)
    out.append(" sender pref=")
    out.append(preference)
    let metric = try word(4)
    out.append(" sender metric=")
    out.append(metric)
    skip(8)
    guard subtype == 3 || subtype == 4 else { return }
    out.append(subtype == 3 ? "\n\t  offer" : "\n\t  new winner")
    try append(.unicast, " addr=", to: &out, options)
    let otherPreference = try word(0)
    out.append(subtype == 3 ? " offer pref=" : " new winner pref=")
    out.append(otherPreference)
    let otherMetric = try word(4)
    out.append(subtype == 3 ? " offer metric=" : " new winner metric=")
    out.append(otherMetric)
    skip(8)
    guard subtype == 3 else { return }
    let interval = try half(0)
    out.append(" interval ")
    out.append(interval)
    out.append("ms")
  }

  private static let electionNames = Tokens([1: "Offer", 2: "Winner", 3: "Backoff", 4: "Pass"])
}
