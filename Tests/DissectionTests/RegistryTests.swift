import Dissection
import Packets
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

  @Test("an unknown key leads nowhere")
  func unknown() {
    #expect(registry.kind(at: .etherType(EtherType(rawValue: 0xfffe))) == nil)
    #expect(registry.kind(at: .udpPort(1)) == nil)
    #expect(registry.kind(at: .linkType(LinkType(rawValue: 60_000))) == nil)
  }
}
