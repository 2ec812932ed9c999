internal import Glibc
import Packets
import System

extension MergedSource {
  /// Waits until one of some interfaces is there.
  ///
  /// - Parameter wakeDescriptor: a descriptor that ends it when it can be read.
  /// - Returns: whether one is there; not so when the descriptor or a signal ended it.
  /// - Throws: `CaptureError` when the kernel does not tell.
  public static func waitForFirst(
    of selection: InterfaceSelection, wakeDescriptor: Int32?
  ) throws(CaptureError) -> Bool {
    let monitor = try LinkMonitor()
    while true {
      let links = try monitor.links()
      if !present(selection, of: links).isEmpty { return true }
      let ready: [Poller.Readiness]
      do throws(SystemCallError) {
        ready = try Poller.wait(forAny: [monitor.descriptor, wakeDescriptor ?? -1], milliseconds: -1)
      } catch {
        throw CaptureError(.failed, .poll, code: error.code, interface: "")
      }
      guard monitor.hasNews() || ready[0].isReadable else { return false }
    }
  }

  /// Whether one of some interfaces is there.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  public static func hasAny(of selection: InterfaceSelection) throws(CaptureError) -> Bool {
    try !present(selection, of: LinkMonitor().links()).isEmpty
  }

  /// Those of the devices that are selected: the names in their order, then what patterns stand for.
  static func present(_ selection: InterfaceSelection, of links: [NetworkLink]) -> [NetworkLink] {
    var found: [NetworkLink] = []
    for name in selection.plainNames {
      if name == CaptureDevice.any { found.append(NetworkLink(index: 0, name: name, isUp: true)) }
      if let link = links.first(where: { $0.name == name }) { found.append(link) }
    }
    found += links.filter { link in selection.contains(link.name) && !found.contains { $0.name == link.name } }
    return found
  }

  /// The devices that a capture begins with.
  ///
  /// - Throws: `CaptureError` when one is missing and not waited for.
  static func choose(_ selection: InterfaceSelection, of links: [NetworkLink]) throws(CaptureError) -> [NetworkLink] {
    let found = present(selection, of: links)
    if !selection.waits {
      for name in selection.plainNames where !found.contains(where: { $0.name == name }) {
        throw CaptureError(.noSuchInterface, .queryInterface, code: ENODEV, interface: name)
      }
    }
    guard !found.isEmpty else {
      throw CaptureError(.noSuchInterface, .queryInterface, code: ENODEV, interface: selection.names.first ?? "")
    }
    return found
  }

  /// Opens interfaces that have come, and notes those that have gone or changed.
  mutating func followLinks() throws(CaptureError) {
    let links = try monitor.links()
    for index in taps.indices where taps[index].index != 0 && !taps[index].hasVanished {
      let tap = taps[index]
      if let link = links.first(where: { $0.index == tap.index }), link.name == interfaces[tap.number].name {
        follow(link, of: tap.number)
      } else {
        vanish(index)
      }
    }
    refused.formIntersection(links.map(\.index))
    for link in Self.present(selection, of: links) where !refused.contains(link.index) {
      guard !taps.contains(where: { $0.index == link.index && !$0.hasVanished }) else { continue }
      do {
        try open(link, takesDown: true)
        events.append(.appeared(link.name))
      } catch {
        refuse(link, error)
      }
    }
    closeEmptyTaps()
  }

  private mutating func follow(_ link: NetworkLink, of number: Int) {
    guard link.isUp != interfaces[number].isUp else { return }
    interfaces[number].isUp = link.isUp
    events.append(link.isUp ? .cameUp(link.name) : .wentDown(link.name))
  }

  private mutating func vanish(_ index: Int) {
    taps[index].hasVanished = true
    let number = taps[index].number
    // Nothing enters the ring of a device that is gone.
    unsafe taps[index].source.pointee.stop()
    guard interfaces[number].isPresent else { return }
    interfaces[number].isPresent = false
    events.append(.vanished(interfaces[number].name))
  }

  private mutating func refuse(_ link: NetworkLink, _ error: any Error) {
    // It may be gone again already, which is no failure of it.
    if let error = error as? CaptureError, error.reason == .noSuchInterface { return }
    refused.insert(link.index)
    if let error = error as? CaptureError, case .linkTypesDiffer(let linkType, _) = error.reason {
      events.append(.linkTypeDiffers(link.name, linkType))
    } else {
      let other = CaptureError(.failed, .attachFilter, code: EINVAL, interface: link.name)
      events.append(.unusable(error as? CaptureError ?? other))
    }
  }

  /// Closes the rings of interfaces that have gone, when nothing is left in them.
  mutating func closeEmptyTaps() {
    var index = 0
    while index < taps.count {
      if taps[index].hasVanished, unsafe taps[index].source.pointee.isDrained {
        close(index)
      } else {
        index += 1
      }
    }
  }

  /// What has happened to interfaces since this was last called.
  public mutating func takeEvents() -> [InterfaceEvent] {
    let taken = events
    events.removeAll()
    return taken
  }
}
