internal import CLinux
internal import Glibc
import System

extension AFPacketSource {
  /// How often to look whether a device that is down has vanished: the kernel does not tell.
  private static let lookAgainMilliseconds: Int32 = 100

  /// How often to look whether the kernel has closed its last block.
  private static let pauseMicroseconds: UInt32 = 2000

  /// Waits until the ring has packets, the wake descriptor can be read, or a signal comes.
  ///
  /// A device that goes down is waited for; one that vanishes ends the source when its ring is empty.
  /// - Throws: `CaptureError` when the socket fails in another way.
  public mutating func wait() throws(CaptureError) {
    guard !isStopped else {
      if gate != nil { usleep(Self.pauseMicroseconds) }
      return
    }
    let readiness: Poller.Readiness
    do {
      readiness = try Poller.wait(
        for: socket.descriptor, orFor: wakeDescriptor, milliseconds: isDown ? Self.lookAgainMilliseconds : longestWait)
    } catch {
      throw CaptureError(.failed, .poll, code: error.code, interface: interface)
    }
    if readiness.hasFailed {
      let code = socket.pendingError()
      guard code == 0 || code == ENETDOWN else {
        throw CaptureError(.failed, .poll, code: code, interface: interface)
      }
      if code == ENETDOWN { isDown = true }
    }
    if isDown { followDevice(hasJustGoneDown: readiness.hasFailed) }
  }

  /// What has happened to the device since this was last called.
  public mutating func takeEvents() -> [InterfaceEvent] {
    let taken = events
    events.removeAll()
    return taken
  }

  /// Looks what has become of a device that went down: it may be up again, or gone.
  private mutating func followDevice(hasJustGoneDown: Bool) {
    guard interfaceIndex != 0 else { return isDown = false }
    guard clinux_bound_interface(socket.descriptor) != -1 else {
      ending = CaptureError(.interfaceVanished, .poll, code: ENETDOWN, interface: interface)
      isStopped = true
      return ring.readToTheEnd()
    }
    // A device that is removed goes down a moment before, which nobody need be told then.
    guard !hasJustGoneDown else { return }
    if !isToldDown { events.append(.wentDown(interface)) }
    let flags = unsafe clinux_interface_flags(socket.descriptor, interface)
    isDown = flags < 0 || flags & Int32(IFF_UP) == 0
    isToldDown = isDown
    if !isDown { events.append(.cameUp(interface)) }
  }
}
