public import Packets

/// Something that happened to an interface while packets were taken from it.
public enum InterfaceEvent: Equatable, Sendable {
  /// It is there, or there again, and packets are taken from it.
  case appeared(String)
  /// It is not there any more.
  case vanished(String)
  /// It was taken down.
  case wentDown(String)
  /// It is up again.
  case cameUp(String)
  /// It is there, and no packets can be taken from it.
  case unusable(CaptureError)
  /// It is there, and left out because its packets are of another link type than those of the others.
  case linkTypeDiffers(String, LinkType)
}
