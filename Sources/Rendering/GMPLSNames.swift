/// Names of what generalized MPLS tells about links. Source: RFC 3471, RFC 4203, RFC 4124.
enum GMPLSNames {
  static let protections = BitTokens([
    (0x01, "Extra Traffic"), (0x02, "Unprotected"), (0x04, "Shared"), (0x08, "Dedicated 1:1"), (0x10, "Dedicated 1+1"),
    (0x20, "Enhanced"), (0x40, "Reserved"), (0x80, "Reserved"),
  ])
  static let switching = Tokens([
    1: "Packet-Switch Capable-1", 2: "Packet-Switch Capable-2", 3: "Packet-Switch Capable-3",
    4: "Packet-Switch Capable-4", 51: "Layer-2 Switch Capable", 100: "Time-Division-Multiplex",
    150: "Lambda-Switch Capable", 200: "Fiber-Switch Capable",
  ])
  static let indications = Tokens([0: "Standard SONET/SDH", 1: "Arbitrary SONET/SDH"])
  static let encodings = Tokens([
    1: "Packet", 2: "Ethernet V2/DIX", 3: "ANSI/ETSI PDH", 4: "Reserved", 5: "SDH ITU-T G.707/SONET ANSI T1.105",
    6: "Reserved", 7: "Digital Wrapper", 8: "Lambda (photonic)", 9: "Fiber", 10: "Reserved", 11: "FiberChannel",
  ])
  static let constraintModels = Tokens([
    0: "Russian dolls", 1: "Maximum allocation", 254: "Maximum allocation with E-LSP support",
  ])
}
