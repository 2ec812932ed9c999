internal import Bytes
public import Packets

extension CapturedPacket {
  /// Whether somebody has put a comment to it in a pcapng file.
  public var hasComment: Bool {
    guard rawOptions.byteCount > 0 else { return false }
    var options = PcapngOptions(rawOptions, isSwapped ? ByteOrder.native.swapped : .native)
    while let option = try? options.next(), option.code != 0 {
      if option.code == 1 { return true }
    }
    return false
  }
}
