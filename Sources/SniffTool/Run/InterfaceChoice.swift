internal import Capture
internal import CaptureLibpcap
internal import Packets

/// The interface that a plan means, and what to capture there.
struct InterfaceChoice {
  let options: CaptureOptions
  let backend: CaptureBackend
  /// What to capture on when it is not just one interface that is there; the options then are for each.
  let selection: InterfaceSelection?

  /// Finds the interface: the one named, or of the number named, or the first good one.
  ///
  /// - Throws: `ToolError` when there is none.
  init(_ plan: Plan) throws(ToolError) {
    guard case .interface = plan.input else { throw .noInterface }
    var options = plan.capture
    var names = [try Self.name(plan.interfaces.first, plan.backend)]
    for wanted in plan.interfaces.dropFirst() { names.append(try Self.name(wanted, plan.backend)) }
    options.interface = names[0]
    self.options = options
    selection = Self.selection(names, plan)
    if selection != nil, plan.backend == .libpcap { throw .severalThroughLibpcap }
    switch plan.backend {
    case .packetSocket: backend = .packetSocket
    case .libpcap: backend = .libpcap
    case nil: backend = .usual(for: options)
    }
  }

  private static func selection(_ names: [String], _ plan: Plan) -> InterfaceSelection? {
    let isOne =
      names.count == 1 && !(InterfaceSelection.isPattern(names[0]) && !CaptureDevice.isNetworkDevice(names[0]))
    guard !isOne || plan.waitsForInterfaces || plan.ringCount > 1 else { return nil }
    var selection = InterfaceSelection(names)
    selection.waits = plan.waitsForInterfaces
    selection.ringCount = plan.ringCount
    selection.needsOneLinkType = plan.outputFile != nil && !plan.writesPcapng
    return selection
  }

  /// The link types that the interface offers, the usual one first.
  ///
  /// - Throws: `ToolError` when it cannot be asked.
  func offeredLinkTypes() throws(ToolError) -> [LinkType] {
    do throws(CaptureError) {
      return switch backend {
      case .packetSocket: try AFPacketSource.offeredLinkTypes(options)
      case .libpcap: try LibpcapSource.offeredLinkTypes(options)
      }
    } catch {
      throw .capture(error)
    }
  }

  /// The clocks that the interface offers.
  ///
  /// - Throws: `ToolError` when it cannot be asked.
  func offeredTimestampTypes() throws(ToolError) -> [TimestampType] {
    do throws(CaptureError) {
      return switch backend {
      case .packetSocket: TimestampType.offered(by: options.interface)
      case .libpcap: try LibpcapSource.offeredTimestampTypes(options.interface)
      }
    } catch {
      throw .capture(error)
    }
  }

  /// The link type that a capture would have.
  ///
  /// - Throws: `ToolError` when the interface does not offer the one that is wanted.
  func linkType() throws(ToolError) -> LinkType {
    let offered = try offeredLinkTypes()
    guard let wanted = options.linkType else { return offered.first ?? .ethernet }
    guard offered.contains(wanted) else {
      throw .capture(
        CaptureError(
          .linkTypeUnsupported(wanted, supported: offered), .queryInterface, interface: options.interface))
    }
    return wanted
  }

  private static func name(_ wanted: String?, _ backend: Plan.Backend?) throws(ToolError) -> String {
    guard let wanted else {
      guard let first = try list(backend).first(where: isGood) else { throw .noInterface }
      return first.name
    }
    guard let number = Int(wanted), !CaptureDevice.isNetworkDevice(wanted) else { return wanted }
    guard let interface = InterfaceList.interface(number, in: try list(backend)) else {
      throw .noInterfaceNumber(wanted)
    }
    return interface.name
  }

  /// What is taken when nothing is said: the first of the list, as libpcap puts the best first.
  private static func isGood(_ interface: CaptureInterface) -> Bool { interface.flags.contains(.up) }

  private static func list(_ backend: Plan.Backend?) throws(ToolError) -> [CaptureInterface] {
    do throws(CaptureError) {
      return backend == .packetSocket ? try InterfaceList.all() : try LibpcapInterfaceList.allOrNetworkDevices()
    } catch {
      throw .capture(error)
    }
  }
}
