import Bytes
import Dissection
import Packets

extension DHCPv6Text {
  /// Writes the options that stand in a range of the bytes, and a mark where one is cut.
  func append(optionsIn range: Range<Int>, depth: Int, to out: inout TextBuffer) throws(Truncation) {
    guard depth < Self.depthLimit else { return out.append(truncationMark: "dhcp6") }
    var list = DHCPv6Options(bytes, in: range)
    while true {
      switch list.next() {
      case .end: return
      case .cut: return out.append(truncationMark: "dhcp6")
      case .option(let option):
        out.append(" (")
        out.append(option.type, named: DHCPv6OptionKind.names, orElse: "opt_")
        guard try append(option, depth: depth, to: &out) else { return out.append(truncationMark: "dhcp6") }
        out.append(")")
      }
    }
  }

  /// Writes an option's data; returns whether they could be read.
  private func append(
    _ option: DHCPv6Options.Option, depth: Int, to out: inout TextBuffer
  ) throws(Truncation) -> Bool {
    let data = bytes.extracting(option.data)
    switch DHCPv6OptionKind.of(option.type) {
    case .other: break
    case .identifier: append(identifier: data, to: &out)
    case .requested: append(requested: data, to: &out)
    case .number(let size): append(number: data, size: size, to: &out)
    case .message:
      out.append(" (")
      if depth + 1 < Self.depthLimit { try append(option.data, depth: depth + 1, to: &out) }
    case .authentication: DHCPv6Authentication(data).append(to: &out)
    case .octets(let start): append(octets: data, behind: start, to: &out)
    case .reconfigure: append(reconfigure: data, to: &out)
    case .addresses: append(addresses: data, to: &out)
    case .domains: return append(domains: option.data, to: &out)
    case .status: append(status: data, to: &out)
    case .association(let start, let names): try append(association: option.data, start, names, depth, to: &out)
    case .address: try append(address: option.data, depth, to: &out)
    case .prefix: try append(prefix: option.data, depth, to: &out)
    case .query: try append(query: option.data, depth, to: &out)
    case .options: try append(optionsIn: option.data, depth: depth + 1, to: &out)
    case .timeServer: return append(timeServer: option.data, to: &out)
    case .name: append(name: option.data, to: &out)
    case .text:
      guard data.byteCount >= 5 else { return complain(to: &out) }
      out.append(" ")
      _ = out.append(untilZero: data)
    }
    return true
  }

  /// Writes that the data have a wrong length; the option is done then.
  @discardableResult
  private func complain(to out: inout TextBuffer) -> Bool {
    out.append(" ?")
    return true
  }

  /// A DUID. Source: RFC 8415 section 11.
  private func append(identifier data: RawSpan, to out: inout TextBuffer) {
    guard let type = data.uint16(ifAt: 0) else {
      complain(to: &out)
      return
    }
    let minimum = type == 1 ? 8 : type == 2 ? 10 : type == 3 ? 4 : 0
    guard data.byteCount >= minimum else {
      complain(to: &out)
      return
    }
    switch type {
    case 1:
      out.append(data.load16(2), after: " hwaddr/time type ")
      out.append(data.load32(4), after: " time ")
      out.append(" ")
      out.append(hexDigits: data.suffix(from: 8))
    case 2:
      out.append(" vid ")
      out.append(hexDigits: data.extracting(2..<10))
    case 3:
      out.append(data.load16(2), after: " hwaddr type ")
      out.append(" ")
      out.append(hexDigits: data.suffix(from: 4))
    default: out.append(type, after: " type ")
    }
  }

  private func append(requested data: RawSpan, to out: inout TextBuffer) {
    guard data.byteCount % 2 == 0 else {
      complain(to: &out)
      return
    }
    for at in stride(from: 0, to: data.byteCount, by: 2) {
      out.append(" ")
      out.append(data.load16(at), named: DHCPv6OptionKind.names, orElse: "opt_")
    }
  }

  private func append(number data: RawSpan, size: Int, to out: inout TextBuffer) {
    guard data.byteCount == size else {
      complain(to: &out)
      return
    }
    out.append(" ")
    out.append(size == 1 ? UInt32(data.load8(0)) : size == 2 ? UInt32(data.load16(0)) : data.load32(0))
  }

  /// Writes the first ten octets of something that only who made it understands.
  ///
  /// - Parameter start: bytes in front: none, an enterprise's number or an address.
  private func append(octets data: RawSpan, behind start: Int, to out: inout TextBuffer) {
    guard data.byteCount >= start else {
      complain(to: &out)
      return
    }
    out.append(" ")
    if start > 0 {
      if start == 4 { out.append(data.load32(0)) } else { append(addressAt: 0, in: data, to: &out) }
      out.append(" ")
    }
    out.append(hexDigits: data.prefix(10, from: start))
    out.append("...")
  }

  private func append(addressAt offset: Int, in data: RawSpan, to out: inout TextBuffer) {
    out.append(host: IPv6Address(rawValue: data.load128(offset)), options)
  }

  private func append(reconfigure data: RawSpan, to out: inout TextBuffer) {
    guard data.byteCount == 1 else {
      complain(to: &out)
      return
    }
    switch data.load8(0) {
    case 5: out.append(" for renew")
    case 11: out.append(" for inf-req")
    default:
      out.append(" for ???(")
      out.append(hexByte: data.load8(0))
      out.append(")")
    }
  }

  private func append(addresses data: RawSpan, to out: inout TextBuffer) {
    guard data.byteCount % 16 == 0 else {
      complain(to: &out)
      return
    }
    for at in stride(from: 0, to: data.byteCount, by: 16) {
      out.append(" ")
      append(addressAt: at, in: data, to: &out)
    }
  }

  /// Writes names up to the end of the data; one that has no end of its own may go on behind them.
  private func append(domains range: Range<Int>, to out: inout TextBuffer) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      out.append(" ")
      guard let end = append(domainAt: at, within: range.upperBound, to: &out) else { return false }
      at = end
    }
    return true
  }

  private func append(domainAt offset: Int, within end: Int, to out: inout TextBuffer) -> Int? {
    let name = DNSName(bytes, at: offset, pointersFrom: end)
    return try? out.append(name, in: bytes)
  }

  private func append(status data: RawSpan, to out: inout TextBuffer) {
    guard let code = data.uint16(ifAt: 0) else {
      complain(to: &out)
      return
    }
    out.append(" ")
    if code > 255 { return out.append("INVALID code") }
    out.append(code, named: DHCPv6OptionKind.statusNames, orElse: "code")
  }

  /// An identity association: numbers, then options.
  private func append(
    association range: Range<Int>, _ start: Int, _ names: [StaticString], _ depth: Int, to out: inout TextBuffer
  ) throws(Truncation) {
    let data = bytes.extracting(range)
    guard data.byteCount >= start else {
      complain(to: &out)
      return
    }
    for (index, name) in names.enumerated() { out.append(data.load32(4 * index), after: name) }
    try append(optionsIn: (range.lowerBound + start)..<range.upperBound, depth: depth + 1, to: &out)
  }

  private func append(address range: Range<Int>, _ depth: Int, to out: inout TextBuffer) throws(Truncation) {
    let data = bytes.extracting(range)
    guard data.byteCount >= 24 else {
      complain(to: &out)
      return
    }
    out.append(" ")
    append(addressAt: 0, in: data, to: &out)
    out.append(data.load32(16), after: " pltime:")
    out.append(data.load32(20), after: " vltime:")
    try append(optionsIn: (range.lowerBound + 24)..<range.upperBound, depth: depth + 1, to: &out)
  }

  private func append(prefix range: Range<Int>, _ depth: Int, to out: inout TextBuffer) throws(Truncation) {
    let data = bytes.extracting(range)
    guard data.byteCount >= 25 else {
      complain(to: &out)
      return
    }
    out.append(" ")
    append(addressAt: 9, in: data, to: &out)
    out.append(data.load8(8), after: "/")
    out.append(data.load32(0), after: " pltime:")
    out.append(data.load32(4), after: " vltime:")
    try append(optionsIn: (range.lowerBound + 25)..<range.upperBound, depth: depth + 1, to: &out)
  }

  private func append(query range: Range<Int>, _ depth: Int, to out: inout TextBuffer) throws(Truncation) {
    let data = bytes.extracting(range)
    guard data.byteCount >= 17 else {
      complain(to: &out)
      return
    }
    switch data.load8(0) {
    case 1: out.append(" by-address")
    case 2: out.append(" by-clientID")
    default: out.append(data.load8(0), after: " type_")
    }
    out.append(" ")
    append(addressAt: 1, in: data, to: &out)
    try append(optionsIn: (range.lowerBound + 17)..<range.upperBound, depth: depth + 1, to: &out)
  }

  /// Source: RFC 5908 section 4.
  private func append(timeServer range: Range<Int>, to out: inout TextBuffer) -> Bool {
    guard range.count >= 4 else { return complain(to: &out) }
    var at = range.lowerBound
    while at < range.upperBound - 4 {
      let type = bytes.load16(at)
      let length = Int(bytes.load16(at + 2))
      at += 4
      guard length <= range.upperBound - at else { return false }
      out.append(type, after: " subopt:")
      switch type {
      case 1 where length == 16, 2 where length == 16:
        out.append(" ")
        append(addressAt: at, in: bytes, to: &out)
      case 3:
        out.append(" ")
        guard append(domainAt: at, within: at + length, to: &out) != nil else { return false }
      default: out.append(" ?")
      }
      at += length
    }
    return true
  }

  /// A domain name without pointers, the data no matter how long. Source: RFC 6334 section 3.
  private func append(name range: Range<Int>, to out: inout TextBuffer) {
    guard range.count >= 3 else {
      complain(to: &out)
      return
    }
    out.append(" ")
    var at = range.lowerBound
    var left = range.count
    while left > 0, let length = bytes.uint8(ifAt: at), length > 0 {
      at += 1
      guard Int(length) < left - 1 else { return out.append(" ?") }
      _ = out.append(untilZero: bytes.prefix(Int(length), from: at))
      at += Int(length)
      left -= Int(length) + 1
      if let next = bytes.uint8(ifAt: at), next > 0 { out.append(".") }
    }
  }
}
