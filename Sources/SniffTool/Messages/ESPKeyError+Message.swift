internal import Decryption

extension ESPKeyError {
  /// Whether nothing should be printed at all: there is a secret, and it cannot be read.
  var isFatal: Bool { reason == .secretDigit || reason == .secretLength }

  /// One line on it, without the program's name.
  var message: String {
    switch reason {
    case .algorithm: "-E: '\(text)' is not an algorithm and a secret with a colon between"
    case .unknownAlgorithm: "-E: libcrypto has no algorithm '\(text)'"
    case .number: "-E: '\(text)' is not a number and an address with @ between"
    case .address: "-E: '\(text)' is no IPv4 or IPv6 address"
    // The secret itself is not told.
    case .secretDigit: "-E: a secret has other characters than hexadecimal digits behind 0x"
    case .secretLength: "-E: a secret has no bytes, or more than 256"
    case .keyExchange: "-E: secrets of IKEv2 are not used yet"
    }
  }
}
