import Bytes
import Dissection

/// A part of an SNMP message that is read element by element.
struct SNMPPart {
  /// Where the next element begins.
  var at: Int
  /// Where the part ends.
  let end: Int

  init(_ range: Range<Int>) {
    at = range.lowerBound
    end = range.upperBound
  }

  /// Bytes that are left.
  var left: Int { end - at }
}

/// An element of an SNMP message whose contents were captured.
struct SNMPValue {
  enum Kind {
    case string, integer, identifier, null, octets, address, unsigned, exception, sequence, unit, unknown
  }

  let type: Kind
  let element: ASN1Element
  /// Where its tag stands.
  let start: Int

  var tag: UInt8 { element.tag }
  var contents: Range<Int> { element.contents }
}

extension SNMPText {
  /// Reads the next element of a part, which has to be of a type; tells what is wrong otherwise.
  func element(
    _ part: inout SNMPPart, _ type: SNMPValue.Kind, _ complaint: StaticString, _ out: inout TextBuffer
  ) throws(Truncation) -> SNMPValue? {
    guard let value = try element(at: part.at, part.left, type, complaint, &out) else { return nil }
    part.at = value.contents.upperBound
    return value
  }

  func element(
    at offset: Int, _ length: Int, _ type: SNMPValue.Kind, _ complaint: StaticString, _ out: inout TextBuffer
  ) throws(Truncation) -> SNMPValue? {
    guard let value = try value(at: offset, length, &out) else { return nil }
    if value.type == type { return value }
    out.append(complaint)
    append(value, to: &out)
    return nil
  }

  func integer(
    _ part: inout SNMPPart, _ complaint: StaticString, _ out: inout TextBuffer
  ) throws(Truncation) -> Int32? {
    try element(&part, .integer, complaint, &out).map { integer($0) }
  }

  private func integer(_ value: SNMPValue) -> Int32 { value.element.integer(bytes) ?? 0 }

  /// Reads an element; tells what is wrong with it, and what of it is unusual.
  func value(at offset: Int, _ length: Int, _ out: inout TextBuffer) throws(Truncation) -> SNMPValue? {
    let element: ASN1Element
    do throws(ASN1Element.Fault) {
      element = try ASN1Element(bytes, at: offset, length: length)
    } catch {
      try append(error, to: &out)
      return nil
    }
    guard let name = SNMPNames.name(of: element) else {
      // tcpdump's name for every class is an x.
      out.append(element.isConstructed ? "[id?C/x/" : "[id?P/x/")
      out.append(element.tag)
      out.append("]")
      return nil
    }
    guard bytes.has(element.contents.count, at: element.contents.lowerBound) else {
      out.append(truncationMark: "snmp")
      return nil
    }
    let type = kind(of: element)
    if type == .integer, element.contents.isEmpty {
      out.append("[asnlen=0]")
      return nil
    }
    if type == .octets { append(unusual: element, name, to: &out) }
    return SNMPValue(type: type, element: element, start: offset)
  }

  private func append(_ fault: ASN1Element.Fault, to out: inout TextBuffer) throws(Truncation) {
    switch fault {
    case .nothing: out.append("[nothing to parse]")
    case .longTag: out.append("[Xtagfield?]")
    case .noLength: out.append("[no asnlen]")
    case .lengthOctets(let left, let needed):
      out.append("[asnlen? ")
      out.append(left)
      out.append("<")
      out.append(needed)
      out.append("]")
    case .contents(let left, let needed):
      out.append("[len")
      out.append(left)
      out.append("<asnlen")
      out.append(needed)
      out.append("]")
    case .cutLength: out.append(truncationMark: "snmp")
    case .cut: throw Truncation()
    }
  }

  private func kind(of element: ASN1Element) -> SNMPValue.Kind {
    if element.isConstructed {
      if element.tagClass == .context { return .unit }
      return element.tagClass == .universal && element.tag == 16 ? .sequence : .octets
    }
    switch (element.tagClass, element.tag) {
    case (.universal, 2): return .integer
    case (.universal, 4): return .string
    case (.universal, 5): return .null
    case (.universal, 6): return .identifier
    case (.application, 0): return .address
    case (.application, 1), (.application, 2), (.application, 3), (.application, 6): return .unsigned
    case (.context, 0), (.context, 1), (.context, 2): return .exception
    case (.context, _): return .unknown
    default: return .octets
    }
  }

  private func append(unusual element: ASN1Element, _ name: StaticString, to out: inout TextBuffer) {
    out.append(element.isConstructed ? "C/" : "[P/")
    switch element.tagClass {
    case .universal: out.append("U/")
    case .application where !element.isConstructed: out.append("A/")
    default: out.append("x/")
    }
    out.append(name)
    if !element.isConstructed { out.append("]") }
  }

  // MARK: Values

  func append(_ value: SNMPValue, to out: inout TextBuffer) {
    switch value.type {
    case .string: append(string: value, to: &out)
    case .integer: out.append(integer(value))
    case .identifier: append(identifier: value, to: &out)
    case .null: break
    case .octets: append(octets: value, to: &out)
    case .address: append(address: value, to: &out)
    case .unsigned:
      let number = value.element.unsigned(bytes)
      if value.tag == 6 { out.append(number) } else { out.append(UInt32(truncatingIfNeeded: number)) }
    case .exception:
      out.append("[")
      out.append(value.tag == 0 ? "noSuchObject" : value.tag == 1 ? "noSuchInstance" : "endOfMibView")
      out.append("]")
    case .sequence:
      out.append("Seq(")
      out.append(value.contents.count)
      out.append(")")
    case .unit:
      out.append(SNMPNames.units[value.tag] ?? "")
      out.append("(")
      out.append(value.contents.count)
      out.append(")")
    case .unknown: out.append("[BE_ANY!?]")
    }
  }

  /// Writes a string in quotes, or in hexadecimal when not all of it is printable.
  func append(string value: SNMPValue, to out: inout TextBuffer) {
    let text = bytes.extracting(value.contents)
    var isPrintable = true
    for at in 0..<text.byteCount where text.load8(at) < 0x20 || text.load8(at) > 0x7e { isPrintable = false }
    if isPrintable { return out.append(quoted: text) }
    for at in 0..<text.byteCount {
      if at > 0 { out.append("_") }
      out.append(hexByte: text.load8(at))
    }
  }

  func append(octets value: SNMPValue, to out: inout TextBuffer) {
    for at in value.contents {
      out.append("_")
      out.append(hexByte: bytes.load8(at))
    }
  }

  private func append(address value: SNMPValue, to out: inout TextBuffer) {
    if value.contents.count != 4 { out.append("[inetaddr len!=4]") }
    for at in value.contents {
      if at > value.contents.lowerBound { out.append(".") }
      out.append(bytes.load8(at))
    }
  }

  /// Writes an object's numbers, or names as far as they are known and wanted.
  private func append(identifier value: SNMPValue, to out: inout TextBuffer) {
    var at = value.contents.lowerBound
    var object: Int?
    var isFirst = true
    var needsDot = true
    if usesNames, let short = abbreviation(of: value) {
      out.append(short.text)
      object = SNMPObjects.all.object(short.numbers)
      at += short.octets.count
      isFirst = false
      needsDot = false
    }
    var number: UInt32 = 0
    while at < value.contents.upperBound {
      let octet = bytes.load8(at)
      at += 1
      number = number << 7 | UInt32(octet & 0x7f)
      if octet & 0x80 != 0 { continue }
      if isFirst {
        isFirst = false
        if usesNames { object = SNMPObjects.root }
        let first = min(number / 40, 2)
        append(first, of: &object, needsDot, to: &out)
        number -= first * 40
      }
      append(number, of: &object, needsDot, to: &out)
      needsDot = true
      number = 0
    }
  }

  private func abbreviation(of value: SNMPValue) -> (text: StaticString, octets: [UInt8], numbers: [UInt32])? {
    let identifier = bytes.extracting(value.contents)
    guard identifier.byteCount > 2 else { return nil }
    for abbreviation in SNMPNames.abbreviations where identifier.starts(with: abbreviation.octets) {
      return abbreviation
    }
    return nil
  }

  private func append(_ number: UInt32, of object: inout Int?, _ needsDot: Bool, to out: inout TextBuffer) {
    if needsDot { out.append(".") }
    object = object.flatMap { SNMPObjects.all.child(number, of: $0) }
    if let object { out.append(string: SNMPObjects.all.name(of: object)) } else { out.append(number) }
  }
}

extension RawSpan {
  fileprivate func starts(with octets: [UInt8]) -> Bool {
    guard byteCount >= octets.count else { return false }
    for at in 0..<octets.count where load8(at) != octets[at] { return false }
    return true
  }
}
