/// A secret that makes no sense.
public struct ESPKeyError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Sendable {
    /// There is no algorithm with a secret behind a colon.
    case algorithm
    /// libcrypto has no such algorithm.
    case unknownAlgorithm
    /// What should be the number of an association is none.
    case number
    /// What should be an address is none.
    case address
    /// A secret has another character than hexadecimal digits.
    case secretDigit
    /// A secret has too few or too many bytes.
    case secretLength
    /// It is the secret of a key exchange.
    case keyExchange
  }

  /// What is wrong.
  public let reason: Reason
  /// With what.
  public let text: String

  init(_ reason: Reason, in text: String) {
    self.reason = reason
    self.text = text
  }
}
