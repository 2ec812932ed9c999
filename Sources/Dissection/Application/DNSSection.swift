/// A section of a DNS message, by the place of its count in the header. Source: RFC 1035 section 4.1.
public enum DNSSection: UInt8, Sendable {
  /// What is asked.
  case question
  /// What answers it.
  case answer
  /// Who is responsible.
  case authority
  /// What else may help.
  case additional
}
