internal import Pipeline

extension SavefileReport {
  /// What it tells, as a line of JSON.
  var line: String {
    let bytes = bytes.map(String.init) ?? "null"
    let (first, last) = (JSONText.time(times?.lowerBound), JSONText.time(times?.upperBound))
    return "{\"file\":\(JSONText.string(path)),\"packets\":\(packets),\"bytes\":\(bytes),"
      + "\"first\":\(first),\"last\":\(last)}"
  }
}
