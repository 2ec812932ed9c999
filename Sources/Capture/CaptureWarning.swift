/// Something asked for was not done, though the capture goes on.
public enum CaptureWarning: Equatable, Sendable {
  /// The device does not give such timestamps; the host stamps.
  case timestampTypeUnsupported(TimestampType)
  /// Packets of an unknown kind of device (its ARPHRD number) are taken without their link-layer headers.
  case unknownHardware(Int)
  /// The kernel does not take the filter (its error number); packets are filtered here.
  case filterRefusedByKernel(code: Int32)
  /// There was not as much kernel memory as asked for; this many bytes are used.
  case bufferReduced(bytes: Int)
  /// libpcap's own words.
  case libpcap(String)
}
