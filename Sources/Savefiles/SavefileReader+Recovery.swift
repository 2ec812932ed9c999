internal import Bytes
internal import System

extension SavefileReader {
  /// Passes over what is damaged, up to the next place where records go on.
  ///
  /// - Returns: what was passed over; `nil` when it is no damage of this kind.
  /// - Throws: `SavefileError` when the file cannot be read on.
  mutating func skip(damage error: SavefileError) throws(SavefileError) -> SkippedBytes? {
    switch error.reason {
    case .system, .compressed, .interrupted: return nil
    default: break
    }
    let isFound: Bool
    if let records {
      isFound = try PcapSearch(records).run(in: &input)
    } else if input.offset > error.offset {
      // A block with good lengths whose contents are bad: the next one stands behind it.
      isFound = true
    } else {
      isFound = try PcapngSearch(pcapng.blocks).run(in: &input)
    }
    return SkippedBytes(error: error, count: input.offset - error.offset, reachesEnd: !isFound)
  }
}

extension SavefileInput {
  /// Takes bytes, at least one, until a place is found.
  ///
  /// - Parameters:
  ///   - window: bytes that must be behind a place to judge it, where the file has so many.
  ///   - find: looks through bytes for a place that begins before a limit.
  /// - Returns: whether a place was found, which the buffer begins with; otherwise the file is at its end.
  mutating func search(window: Int, _ find: (RawSpan, _ limit: Int, _ isEnd: Bool) -> Int?) throws(SavefileError)
    -> Bool
  {
    buffer.drop(1)
    while true {
      let isEnd = try !await(2 * window)
      let limit = isEnd ? buffer.count : buffer.count - window
      if let place = find(buffer.unread, limit, isEnd) {
        buffer.drop(place)
        return true
      }
      buffer.drop(limit)
      if isEnd { return false }
    }
  }
}
