/// Numbers of things.
enum Count {
  /// `1 packet`, `2 packets`.
  static func packets(_ count: Int) -> String { count == 1 ? "1 packet" : "\(count) packets" }
}
