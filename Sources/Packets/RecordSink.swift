/// Where records go as they stand in a pcap file.
public protocol RecordSink: ~Copyable {
  /// What can go wrong while writing.
  associatedtype Failure: Error

  /// How fine the timestamps of its records are; their integers are in this machine's byte order.
  var precision: TimestampPrecision { get }

  /// Takes whole records, headers included, that lie side by side; the bytes are the source's again when this returns.
  ///
  /// - Parameter count: how many they are.
  mutating func write(records: RawSpan, count: Int) throws(Failure)
}
