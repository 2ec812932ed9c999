import Dissection
import Packets
import TestSupport
import Testing

@Suite("The registry")
struct RegistryTests {
  private let registry = Registry.all

  @Test("every kind of protocol is registered, under its own number", arguments: ProtocolKind.allCases)
  func complete(kind: ProtocolKind) {
    #expect(registry.entries[Int(kind.rawValue)]?.kind == kind)
  }

  @Test("no two protocols hang at the same key, but for ports, where the first one keeps it")
  func uniqueBindings() {
    var seen: [Binding: ProtocolKind] = [:]
    for entry in registry.entries.compactMap({ $0 }) {
      for binding in entry.bindings {
        switch binding {
        case .tcpPort, .udpPort: continue
        default: #expect(seen.updateValue(entry.kind, forKey: binding) == nil, "\(binding)")
        }
      }
    }
  }

  @Test("every key leads to the protocol that names it", arguments: ProtocolKind.allCases)
  func reachable(kind: ProtocolKind) throws {
    let entry = try #require(registry.entries[Int(kind.rawValue)])
    for binding in entry.bindings {
      let found = try #require(registry.kind(at: binding))
      #expect(found <= kind, "\(binding) leads to \(found)")
    }
  }

  @Test(
    "what carries nothing has nothing behind it, whatever its bytes are",
    arguments: ProtocolKind.allCases.filter(\.carriesNothing))
  func innermost(kind: ProtocolKind) throws {
    let entry = try #require(registry.entries[Int(kind.rawValue)])
    var random = SplitMix(seed: UInt64(kind.rawValue))
    var ports = 0
    for binding in entry.bindings {
      guard let (isTCP, port) = Self.port(of: binding) else { continue }
      ports += 1
      for _ in 0..<200 {
        let payload = (0...random.next(below: 60)).map { _ in UInt8(random.next(below: 256)) }
        let packet = Self.packet(isTCP: isTCP, port: port, payload)
        #expect(layers(of: packet, .ipv4).last?.kind == kind)
      }
    }
    #expect(ports > 0)
  }

  private static func port(of binding: Binding) -> (isTCP: Bool, port: UInt16)? {
    switch binding {
    case .tcpPort(let port): (true, port)
    case .udpPort(let port), .udpDestination(let port): (false, port)
    default: nil
    }
  }

  private static func packet(isTCP: Bool, port: UInt16, _ payload: [UInt8]) -> [UInt8] {
    let ports = [0xff, 0xfe, UInt8(port >> 8), UInt8(port & 0xff)]
    let header =
      isTCP ? ports + hex("00000001 00000001 5010 0100 0000 0000") : ports + [0, UInt8(8 + payload.count), 0, 0]
    let length = UInt8(20 + header.count + payload.count)
    return hex("4500 00") + [length] + hex("0000 0000 40") + [isTCP ? 6 : 17] + hex("0000 0a000001 0a000002") + header
      + payload
  }

  @Test("an unknown key leads nowhere")
  func unknown() {
    #expect(registry.kind(at: .etherType(EtherType(rawValue: 0xfffe))) == nil)
    #expect(registry.kind(at: .udpPort(1)) == nil)
    #expect(registry.kind(at: .linkType(LinkType(rawValue: 60_000))) == nil)
  }
}
