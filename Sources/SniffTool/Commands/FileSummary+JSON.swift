internal import Packets
internal import Savefiles

extension FileSummary {
  /// What is in the file, as an object of JSON.
  var json: String {
    JSONText.object([
      ("file", JSONText.string(path)), ("size", size.map(String.init)),
      ("format", JSONText.string(format == .pcap ? "pcap" : "pcapng")),
      ("compression", compression.map { JSONText.string($0.rawValue) }),
      ("precision", JSONText.string(precision == .nanoseconds ? "nanoseconds" : "microseconds")),
      ("link_types", JSONText.array(linkTypes.map(JSONText.string))), ("snapshot_length", "\(snapshotLength)"),
      ("packets", "\(packets)"), ("captured_bytes", "\(captured)"), ("original_bytes", "\(original)"),
      ("first", times.map { JSONText.time($0.first) }), ("last", times.map { JSONText.time($0.last) }),
      ("duration", duration.map { JSONText.time(Timestamp(nanoseconds: $0)) }),
      ("packet_rate", rate(packets).map(Self.decimal)), ("byte_rate", rate(original).map(Self.decimal)),
      ("mean_packet_size", packets > 0 ? Self.decimal(Double(original) / Double(packets)) : nil),
      ("ordered", isOrdered ? "true" : "false"), ("lost_packets", "\(lost)"),
      (
        "hashes",
        digests.isEmpty
          ? nil : JSONText.object(digests.map { ($0.name.lowercased(), Optional(JSONText.string($0.digits))) })
      ),
      ("section", section.map(object)),
      ("commented_packets", section == nil ? nil : "\(commentedPackets)"),
      ("interfaces", section == nil ? nil : JSONText.array((0..<interfaces.count).compactMap(interface))),
      (
        "other_blocks",
        section == nil
          ? nil
          : JSONText.array(
            blocks.sorted { $0.key < $1.key }.map { type, count in
              JSONText.object([
                ("type", "\(type)"), ("name", JSONText.string(Self.name(ofBlocks: type))), ("count", "\(count)"),
              ])
            })
      ),
      ("damage", damage.map { JSONText.string($0.message) }),
    ])
  }

  private func object(_ section: PcapngSectionFacts) -> String {
    JSONText.object([
      ("count", "\(sections)"), ("hardware", section.hardware.map(JSONText.string)),
      ("system", section.system.map(JSONText.string)), ("application", section.application.map(JSONText.string)),
      ("comments", JSONText.array(comments.map(JSONText.string))),
    ])
  }

  private func interface(_ index: Int) -> String? {
    interfaces[index].map { facts in
      JSONText.object([
        ("name", facts.name.map(JSONText.string)), ("description", facts.description.map(JSONText.string)),
        ("link_type", JSONText.string(facts.linkType.name ?? "\(facts.linkType.rawValue)")),
        ("snapshot_length", "\(facts.snapshotLength)"), ("filter", facts.filter.map(JSONText.string)),
        ("system", facts.system.map(JSONText.string)),
        ("comments", JSONText.array(facts.comments.map(JSONText.string))),
        ("packets", "\(index < packetsOfInterface.count ? packetsOfInterface[index] : 0)"),
      ])
    }
  }
}
