/// What things are called in ISAKMP. Source: IANA's registries of ISAKMP and IKE, RFC 2407, RFC 2409.
enum ISAKMPNames {
  static let payloads = Tokens([
    0: "none", 1: "sa", 2: "p", 3: "t", 4: "ke", 5: "id", 6: "cert", 7: "cr", 8: "hash", 9: "sig", 10: "nonce",
    11: "n", 12: "d", 13: "vid", 33: "v2sa", 34: "v2ke", 35: "v2IDi", 36: "v2IDr", 37: "v2cert", 38: "v2cr",
    39: "v2auth", 40: "v2nonce", 41: "v2n", 42: "v2d", 43: "v2vid", 44: "v2TSi", 45: "v2TSr", 46: "v2e", 47: "v2cp",
    48: "v2eap",
  ])

  /// What stands before the number of a payload without a name.
  static func payload(_ type: UInt8) -> StaticString { type <= 32 ? "pay" : "#" }

  static let exchanges = Tokens([
    0: "none", 1: "base", 2: "ident", 3: "auth", 4: "agg", 5: "inf", 32: "oakley-quick", 33: "oakley-newgroup",
    34: "ikev2_init", 35: "ikev2_auth", 36: "child_sa", 37: "inf2",
  ])

  static let protocols = Tokens([1: "isakmp", 2: "ipsec-ah", 3: "ipsec-esp", 4: "ipcomp"])

  /// Transforms by the protocol that they are for.
  static func transforms(of number: UInt8) -> Tokens? {
    switch number {
    case 1: exchangeTransforms
    case 2: authenticationTransforms
    case 3: encryptionTransforms
    case 4: compressionTransforms
    default: nil
    }
  }

  private static let exchangeTransforms = Tokens([1: "ike"])

  private static let authenticationTransforms = Tokens([
    1: "(reserved)", 2: "md5", 3: "sha", 4: "1des", 5: "sha2-256", 6: "sha2-384", 7: "sha2-512",
  ])

  static let encryptionTransforms = Tokens([
    1: "1des-iv64", 2: "1des", 3: "3des", 4: "rc5", 5: "idea", 6: "cast", 7: "blowfish", 8: "3idea", 9: "1des-iv32",
    10: "rc4", 11: "null", 12: "aes",
  ])

  private static let compressionTransforms = Tokens([1: "oui", 2: "deflate", 3: "lzs"])

  static let transformTypes = Tokens([1: "encr", 2: "prf", 3: "integ", 4: "dh", 5: "esn"])

  /// Transforms of version 2 by their type.
  static func transforms(ofType type: UInt8) -> Tokens? {
    switch type {
    case 1: encryptionTransforms
    case 2: randomFunctions
    case 3: integrityTransforms
    case 4: groups
    case 5: sequenceNumbers
    default: nil
    }
  }

  private static let randomFunctions = Tokens([1: "hmac-md5", 2: "hmac-sha", 3: "hmac-tiger", 4: "aes128_xcbc"])

  private static let integrityTransforms = Tokens([
    1: "hmac-md5", 2: "hmac-sha", 3: "dec-mac", 4: "kpdk-md5", 5: "aes-xcbc",
  ])

  private static let sequenceNumbers = Tokens([0: "no-esn", 1: "esn"])

  static let groups = Tokens(groupNames)

  private static let groupNames: KeyValuePairs<UInt32, StaticString> = [
    1: "modp768", 2: "modp1024", 3: "EC2N 2^155", 4: "EC2N 2^185", 5: "modp1536", 6: "iana-grp06", 7: "iana-grp07",
    8: "iana-grp08", 9: "iana-grp09", 10: "iana-grp10", 11: "iana-grp11", 12: "iana-grp12", 13: "iana-grp13",
    14: "modp2048", 15: "modp3072", 16: "modp4096", 17: "modp6144", 18: "modp8192",
  ]

  /// The groups that an attribute may name: one less than there are.
  private static let attributeGroups = Tokens(groupNames.filter { $0.key < 18 })

  private static let none = Tokens([:])

  private static let lifeTypes = Tokens([1: "sec", 2: "kb"])

  /// Attributes of what protects data.
  static let protectionAttributes = ISAKMPAttributeNames([
    nil, ("lifetype", lifeTypes), ("life", none), ("group desc", attributeGroups),
    ("enc mode", Tokens([1: "tunnel", 2: "transport"])),
    ("auth", Tokens([1: "hmac-md5", 2: "hmac-sha1", 3: "1des-mac", 4: "keyed"])), ("keylen", none), ("rounds", none),
    ("dictsize", none), ("privalg", none),
  ])

  /// Attributes of the exchange itself.
  static let exchangeAttributes = ISAKMPAttributeNames([
    nil,
    (
      "enc",
      Tokens([1: "1des", 2: "idea", 3: "blowfish", 4: "rc5", 5: "3des", 6: "cast", 7: "aes"])
    ),
    ("hash", Tokens([1: "md5", 2: "sha1", 3: "tiger", 4: "sha2-256", 5: "sha2-384", 6: "sha2-512"])),
    ("auth", Tokens([1: "preshared", 2: "dss", 3: "rsa sig", 4: "rsa enc", 5: "rsa enc revised"])),
    ("group desc", attributeGroups), ("group type", Tokens([1: "MODP", 2: "ECP", 3: "EC2N"])), ("group prime", none),
    ("group gen1", none), ("group gen2", none), ("group curve A", none), ("group curve B", none),
    ("lifetype", lifeTypes), ("lifeduration", none), ("prf", none), ("keylen", none), ("field", none), ("order", none),
  ])

  /// Attributes of a transform of version 2: there is one.
  static let encryptionAttributes = ISAKMPAttributeNames(
    [(type: StaticString, values: Tokens)?](repeating: nil, count: 14) + [("keylen", none)])

  static let certificates = Tokens([
    0: "none", 1: "pkcs7", 2: "pgp", 3: "dns", 4: "x509sign", 5: "x509ke", 6: "kerberos", 7: "crl", 8: "arl",
    9: "spki", 10: "x509attr",
  ])

  static let identities = Tokens([
    1: "IPv4", 2: "FQDN", 3: "user FQDN", 4: "IPv4net", 5: "IPv6", 6: "IPv6net", 7: "IPv4range", 8: "IPv6range",
    9: "ASN1 DN", 10: "ASN1 GN", 11: "keyid",
  ])

  static let authenticationMethods = Tokens([0: "invalid", 1: "rsasig", 2: "shared-secret", 3: "dsssig"])
}
