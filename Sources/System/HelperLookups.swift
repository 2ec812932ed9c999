internal import Synchronization

/// Look-ups by a helper process, which may open files and sockets for them.
final class HelperLookups: AddressLookups {
  private let channel: HelperChannel
  private let hurryEvent: EventBox
  /// Number of the last question; held while its answer is waited for.
  private let questions = Mutex<UInt32>(0)

  /// Starts the helper, as a user or as whoever this process is.
  ///
  /// - Throws: `SystemCallError` when it cannot be started.
  init(as user: SystemUser?) throws(SystemCallError) {
    hurryEvent = try EventBox()
    channel = try HelperProcess.start(.names(as: user))
  }

  /// What stays open in a copy of the process that looks names up.
  var descriptors: [Int32] { [channel.descriptor, hurryEvent.event.descriptor] }

  // Told by the event alone, which copies of the process share.
  func hurry(_ isHurried: Bool) {
    guard self.isHurried != isHurried else { return }
    if isHurried { hurryEvent.event.set() } else { hurryEvent.event.clear() }
  }

  private var isHurried: Bool { (try? hurryEvent.event.wait(milliseconds: 0)) ?? false }

  func name(ofAddress address: [UInt8]) -> String?? {
    guard !isHurried else { return nil }
    return questions.withLock { number in
      number &+= 1
      guard channel.send(HelperRequest.nameAddress(number, address).bytes) == 0 else { return .some(nil) }
      return answer(to: number)
    }
  }

  /// Waits for the answer to a question; those to earlier ones, which came too late, are passed over.
  private func answer(to number: UInt32) -> String?? {
    let end = MonotonicClock.milliseconds + Int(HostLookups.patience)
    while true {
      let left = Int32(clamping: end - MonotonicClock.milliseconds)
      guard left > 0 else { return .some(nil) }
      let found = try? Poller.wait(
        for: channel.descriptor, orFor: hurryEvent.event.descriptor, milliseconds: left)
      if isHurried { return nil }
      guard let found, found.isReadable || found.hasFailed else { continue }
      switch channel.receive(waits: false) {
      case .nothing: continue
      case .end: return .some(nil)
      case .message(let message, _):
        if case .name(number, let name) = HelperAnswer(message[...]) { return .some(name) }
      }
    }
  }
}
