import Bytes
import Dissection

/// How a protocol is told in a line.
struct Summary: Sendable {
  /// Writes a layer and what is inside it.
  ///
  /// - Throws: `Truncation` where the captured bytes end; what was written till then stays, and a mark follows it.
  typealias Write =
    @Sendable (
      _ packet: borrowing DissectedPacket, _ index: Int, _ out: inout TextBuffer, _ options: borrowing RenderOptions
    ) throws(Truncation) -> Void

  /// The protocol.
  let kind: ProtocolKind
  /// Its name in the mark that says that a packet was cut inside it.
  let mark: StaticString
  /// Whether a line goes on behind the mark, as it does where tcpdump looks before it reads.
  ///
  /// Elsewhere tcpdump gives up the whole packet, link-layer headers too: a dump then shows those as well.
  let goesOnWhenCut: Bool
  /// Writes it.
  let write: Write

  init(kind: ProtocolKind, mark: StaticString, goesOnWhenCut: Bool = false, write: @escaping Write) {
    self.kind = kind
    self.mark = mark
    self.goesOnWhenCut = goesOnWhenCut
    self.write = write
  }
}

extension DissectedPacket {
  /// Writes the layer at `index` and what is inside it, with a mark where the captured bytes end.
  ///
  /// - Throws: `Truncation`, marked, to say that the line ends here.
  /// - Returns: whether the layer has a line of its own.
  @discardableResult
  func summarize(
    _ index: Int, into out: inout TextBuffer, _ options: borrowing RenderOptions
  ) throws(Truncation) -> Bool {
    guard index < layers.count else { return false }
    let kind = layers[index].kind
    do {
      // The layers that most packets have are called directly: it saves them the way through the table.
      switch kind {
      case .ethernet: try Summary.writeEthernet(self, index, &out, options)
      case .ipv4: try Summary.writeIPv4(self, index, &out, options)
      case .ipv6: try Summary.writeIPv6(self, index, &out, options)
      case .tcp: try Summary.writeTCP(self, index, &out, options)
      case .udp: try Summary.writeUDP(self, index, &out, options)
      case .dns: try Summary.writeDNS(self, index, &out, options)
      default:
        guard let summary = Summary.table[Int(kind.rawValue)] else { return false }
        try summary.write(self, index, &out, options)
      }
    } catch {
      if !error.isMarked, let summary = Summary.table[Int(kind.rawValue)] {
        out.append(truncationMark: summary.mark)
        if summary.goesOnWhenCut { return true }
      }
      throw Truncation(isMarked: true)
    }
    return true
  }
}

extension TextBuffer {
  /// Appends the mark of a packet that was cut inside a protocol where tcpdump gives up the whole packet; returns what to
  /// throw.
  mutating func giveUp(_ name: StaticString) -> Truncation {
    append(truncationMark: name)
    return Truncation(isMarked: true)
  }

  /// Appends the mark of a packet that was cut inside a protocol.
  mutating func append(truncationMark name: StaticString) {
    append(" [|")
    append(name)
    append(byte: UInt8(ascii: "]"))
  }
}
