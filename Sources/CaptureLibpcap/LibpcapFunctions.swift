internal import CPcap
import System

/// libpcap's functions by name and type (`pcap/pcap.h`); to be called only while the library is open.
@safe
struct LibpcapFunctions {
  typealias Handle = OpaquePointer
  typealias Setter = @convention(c) (Handle?, Int32) -> Int32
  typealias Getter = @convention(c) (Handle?) -> Int32
  typealias Lister = @convention(c) (Handle?, UnsafeMutablePointer<UnsafeMutablePointer<Int32>?>?) -> Int32
  typealias Freer = @convention(c) (UnsafeMutablePointer<Int32>?) -> Void
  typealias DeviceLister =
    @convention(c) (UnsafeMutablePointer<UnsafeMutablePointer<pcap_if_t>?>?, UnsafeMutablePointer<CChar>?) -> Int32
  typealias Reader =
    @convention(c) (
      Handle?, UnsafeMutablePointer<UnsafeMutablePointer<pcap_pkthdr>?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) -> Int32

  let create: @convention(c) (UnsafePointer<CChar>?, UnsafeMutablePointer<CChar>?) -> Handle?
  let close: @convention(c) (Handle?) -> Void
  let setSnapshotLength: Setter
  let setPromiscuous: Setter
  let setMonitorMode: Setter
  let setTimeout: Setter
  let setImmediateMode: Setter
  let setBufferSize: Setter
  let setTimestampType: Setter
  let setTimestampPrecision: Setter
  let timestampPrecision: Getter
  let activate: Getter
  let errorText: @convention(c) (Handle?) -> UnsafeMutablePointer<CChar>?
  let statusText: @convention(c) (Int32) -> UnsafePointer<CChar>?
  let snapshotLength: Getter
  let dataLink: Getter
  let setDataLink: Setter
  let listDataLinks: Lister
  let freeDataLinks: Freer
  let listTimestampTypes: Lister
  let freeTimestampTypes: Freer
  let setFilter: @convention(c) (Handle?, UnsafeMutablePointer<bpf_program>?) -> Int32
  let setDirection: @convention(c) (Handle?, pcap_direction_t) -> Int32
  let setNonBlocking: @convention(c) (Handle?, Int32, UnsafeMutablePointer<CChar>?) -> Int32
  let next: Reader
  let selectableDescriptor: Getter
  let statistics: @convention(c) (Handle?, UnsafeMutablePointer<pcap_stat>?) -> Int32
  let findDevices: DeviceLister
  let freeDevices: @convention(c) (UnsafeMutablePointer<pcap_if_t>?) -> Void

  /// Finds all of them.
  ///
  /// - Throws: `DynamicLibrary.Failure` when the library is too old to have them.
  init(of library: borrowing DynamicLibrary) throws(DynamicLibrary.Failure) {
    // SAFETY: the types are those that libpcap's header declares its functions with.
    unsafe create = try library.function("pcap_create")
    unsafe close = try library.function("pcap_close")
    unsafe setSnapshotLength = try library.function("pcap_set_snaplen")
    unsafe setPromiscuous = try library.function("pcap_set_promisc")
    unsafe setMonitorMode = try library.function("pcap_set_rfmon")
    unsafe setTimeout = try library.function("pcap_set_timeout")
    unsafe setImmediateMode = try library.function("pcap_set_immediate_mode")
    unsafe setBufferSize = try library.function("pcap_set_buffer_size")
    unsafe setTimestampType = try library.function("pcap_set_tstamp_type")
    unsafe setTimestampPrecision = try library.function("pcap_set_tstamp_precision")
    unsafe timestampPrecision = try library.function("pcap_get_tstamp_precision")
    unsafe activate = try library.function("pcap_activate")
    unsafe errorText = try library.function("pcap_geterr")
    unsafe statusText = try library.function("pcap_statustostr")
    unsafe snapshotLength = try library.function("pcap_snapshot")
    unsafe dataLink = try library.function("pcap_datalink")
    unsafe setDataLink = try library.function("pcap_set_datalink")
    unsafe listDataLinks = try library.function("pcap_list_datalinks")
    unsafe freeDataLinks = try library.function("pcap_free_datalinks")
    unsafe listTimestampTypes = try library.function("pcap_list_tstamp_types")
    unsafe freeTimestampTypes = try library.function("pcap_free_tstamp_types")
    unsafe setFilter = try library.function("pcap_setfilter")
    unsafe setDirection = try library.function("pcap_setdirection")
    unsafe setNonBlocking = try library.function("pcap_setnonblock")
    unsafe next = try library.function("pcap_next_ex")
    unsafe selectableDescriptor = try library.function("pcap_get_selectable_fd")
    unsafe statistics = try library.function("pcap_stats")
    unsafe findDevices = try library.function("pcap_findalldevs")
    unsafe freeDevices = try library.function("pcap_freealldevs")
  }
}
