internal import Glibc
import Packets

extension MergedSource {
  /// Interfaces up to which each has a ring of the usual size.
  private static let fewInterfaces = 4
  /// KiB of a ring where there are more.
  private static let smallRing = 2048

  /// The options for one of so many interfaces.
  static func options(_ options: CaptureOptions, for name: String, count: Int) -> CaptureOptions {
    var options = options
    options.interface = name
    if options.bufferSizeInKiB == nil, count > fewInterfaces { options.bufferSizeInKiB = smallRing }
    return options
  }

  /// Opens the rings of an interface, which keeps its number when it had one.
  mutating func open(_ link: NetworkLink, takesDown: Bool) throws {
    let options = Self.options(options, for: link.name, count: taps.count + 1)
    let device = try CaptureDevice(options)
    guard device.linkType == linkType || !selection.needsOneLinkType else {
      throw CaptureError(
        .linkTypesDiffer(device.linkType, first: linkType), .queryInterface, interface: link.name)
    }
    var group: UInt16?
    let known = interfaces.firstIndex { $0.name == link.name && $0.linkType == device.linkType }
    let number = known ?? interfaces.count
    var opened: [Tap] = []
    do {
      for _ in 0..<selection.ringCount {
        opened.append(try openRing(options, device, number, takesDown: takesDown, &group))
      }
      if selection.ringCount > 1 { for tap in opened { try unsafe tap.source.pointee.openGate() } }
    } catch {
      for tap in opened { Self.free(tap) }
      throw error
    }
    if known == nil {
      interfaces.append(Interface(name: link.name, linkType: device.linkType, isUp: link.isUp))
    } else {
      (interfaces[number].isPresent, interfaces[number].isUp) = (true, link.isUp)
    }
    didOpen(number, link.name, device.linkType)
    taps += opened
    forgetChoice()
  }

  private mutating func openRing(
    _ options: CaptureOptions, _ device: CaptureDevice, _ number: Int, takesDown: Bool, _ group: inout UInt16?
  ) throws -> Tap {
    let socket = try pool.take(isCooked: device.layer.isCooked, interface: options.interface)
    let isGrouped = selection.ringCount > 1
    // Another one can perhaps not be made: it shall not go with a device that went before it was open.
    let kept = socket.duplicate()
    let source: AFPacketSource
    do {
      source = try AFPacketSource(
        options, device, socket,
        role: AFPacketSource.Role(takesDown: takesDown, isMerged: true, isGated: isGrouped),
        wakeDescriptor: nil, filter: makeFilter, overlooked: group == nil ? makeOverlooked : { _, _ in nil })
    } catch {
      pool.put(kept, isCooked: device.layer.isCooked)
      throw error
    }
    Glibc.close(kept)
    for warning in source.warnings where !warnings.contains(warning) { warnings.append(warning) }
    if isGrouped { try source.socket.join(&group) }
    // SAFETY: `close` or the end of this value gives it back.
    let pointer = UnsafeMutablePointer<AFPacketSource>.allocate(capacity: 1)
    unsafe pointer.initialize(to: source)
    return unsafe Tap(number: number, source: pointer, index: device.index, isCooked: device.layer.isCooked)
  }

  /// Closes a ring and keeps what it has seen, and its socket for another interface.
  mutating func close(_ index: Int) {
    let tap = taps.remove(at: index)
    if let seen = try? unsafe tap.source.pointee.countersOfSocket() { interfaces[tap.number].past += seen }
    interfaces[tap.number].lostAtEnd += unsafe tap.source.pointee.ring.losses.missingAtEnd
    // A socket that shares packets with others stays bound for good.
    let isGrouped = unsafe tap.source.pointee.gate != nil
    let kept = isGrouped ? -1 : unsafe tap.source.pointee.socket.duplicate()
    Self.free(tap)
    pool.put(kept, isCooked: tap.isCooked)
    forgetChoice()
  }

  private static func free(_ tap: Tap) {
    // SAFETY: nobody else knows the pointer of a tap that is in no list.
    unsafe tap.source.deinitialize(count: 1)
    unsafe tap.source.deallocate()
  }
}

extension AFPacketSource {
  /// Lets packets in, once all sockets of a group share them.
  func openGate() throws(CaptureError) {
    guard let gate else { return }
    let code = socket.attach(gate)
    guard code == 0 else { throw CaptureError(.failed, .attachFilter, code: code, interface: interface) }
  }

  /// Whether it was stopped and its ring is empty.
  var isDrained: Bool {
    mutating get { isStopped && ring.nextTime() == nil && (gate == nil || ring.openedAt == nil) }
  }
}
