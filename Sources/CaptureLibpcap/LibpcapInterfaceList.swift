internal import CPcap
public import Capture

/// The devices that libpcap finds: those of the network and others.
public enum LibpcapInterfaceList {
  /// All that can be captured from, in the order and with the numbers of `tcpdump -D`: libpcap's list where libpcap is
  /// installed, else the network devices.
  ///
  /// - Throws: `CaptureError` when the kernel does not tell.
  public static func allOrNetworkDevices() throws(CaptureError) -> [CaptureInterface] {
    guard let list = try? all() else { return try InterfaceList.all() }
    return list
  }

  /// libpcap's list.
  ///
  /// - Throws: `CaptureError` when libpcap is missing or fails.
  public static func all() throws(CaptureError) -> [CaptureInterface] {
    let library = try LibpcapLibrary(for: "")
    var list: UnsafeMutablePointer<pcap_if_t>?
    var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    // SAFETY: the buffer is as long as libpcap wants it; the list is libpcap's until it is freed.
    guard unsafe library.functions.findDevices(&list, &text) == 0 else {
      throw CaptureError(.libpcap(String(errorBuffer: text)), .listInterfaces, interface: "")
    }
    defer { unsafe library.functions.freeDevices(list) }
    var found: [CaptureInterface] = []
    var next = unsafe list
    while let entry = unsafe next {
      unsafe found.append(CaptureInterface(entry.pointee))
      unsafe next = entry.pointee.next
    }
    return found
  }
}

extension CaptureInterface {
  /// libpcap's entry of a device.
  @unsafe
  fileprivate init(_ entry: pcap_if_t) {
    let description = unsafe entry.description.map { unsafe String(cString: $0) }
    unsafe self.init(
      name: String(cString: entry.name), description: description,
      flags: Flags(rawValue: entry.flags & 0x0f), connection: Connection(rawValue: entry.flags & 0x30) ?? .unknown)
  }
}
