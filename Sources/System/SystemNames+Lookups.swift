internal import CLinux
internal import Glibc
internal import Synchronization

/// Look-ups of hosts' names, each on a thread of its own, so that none can hold up a line for ever.
final class HostLookups: AddressLookups {
  /// How long a line waits for a name.
  static let patience: Int32 = 5_000
  /// Look-ups that may be under way; while so many are stuck there are no names.
  private static let maximum = 32

  private let underWay = Atomic(0)
  private let isHurried = Atomic(false)
  private let hurryEvent: EventBox?

  var descriptors: [Int32] { [] }

  init() { hurryEvent = try? EventBox() }

  /// Whether nobody waits for names.
  func hurry(_ isHurried: Bool) {
    guard self.isHurried.exchange(isHurried, ordering: .acquiringAndReleasing) != isHurried else { return }
    if isHurried { hurryEvent?.event.set() } else { hurryEvent?.event.clear() }
  }

  func name(ofAddress address: [UInt8]) -> String?? {
    // What is in a table here takes no time.
    if address.count == AddressBytes.stationCount { return .some(HostTables.name(ofAddress: address)) }
    return look { HostTables.name(ofAddress: address) }
  }

  private func look(_ find: @escaping @Sendable () -> String?) -> String?? {
    guard !isHurried.load(ordering: .acquiring), underWay.load(ordering: .relaxed) < Self.maximum else { return nil }
    guard let done = try? EventBox() else { return nil }
    let answer = Answer()
    underWay.add(1, ordering: .relaxed)
    do throws(SystemCallError) {
      _ = try Thread { [self] in
        answer.name.withLock { $0 = .some(find()) }
        done.event.set()
        underWay.subtract(1, ordering: .relaxed)
      }
      try done.event.wait(orFor: hurryEvent?.event.descriptor, milliseconds: Self.patience)
    } catch {
      return nil
    }
    if let found = answer.name.withLock({ $0 }) { return found }
    return isHurried.load(ordering: .acquiring) ? nil : .some(nil)
  }
}

/// What a look-up found: `nil` while it is under way.
private final class Answer: Sendable {
  let name = Mutex<String??>(nil)
}
