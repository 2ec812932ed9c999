import Bytes
import Foundation
import Packets
import System
import TestSupport

@testable import Savefiles

/// A packet as it was lent, copied.
struct PacketCopy: Equatable {
  /// Whether all is equal that is known of every packet, whatever it was read from.
  static func == (one: Self, other: Self) -> Bool {
    one.seconds == other.seconds && one.nanoseconds == other.nanoseconds
      && one.originalLength == other.originalLength && one.bytes == other.bytes
      && one.interfaceIndex == other.interfaceIndex && one.direction == other.direction
      && one.lostBefore == other.lostBefore && one.rawOptions == other.rawOptions
  }

  var seconds: Int64
  var nanoseconds: Int64
  var originalLength: Int
  var bytes: [UInt8]
  var interfaceIndex: UInt32 = 0
  var direction = PacketDirection.unknown
  var lostBefore: UInt32 = 0
  var rawOptions: [UInt8] = []
  var linkType = LinkType.ethernet
  var isSwapped = false
  var isSimple = false
  var clockTicks: UInt64 = 0

  init(_ packet: borrowing CapturedPacket) {
    (seconds, nanoseconds) = (packet.timestamp.seconds, packet.timestamp.nanoseconds)
    originalLength = packet.originalLength
    bytes = Self.copy(packet.bytes)
    interfaceIndex = packet.interfaceIndex
    direction = packet.direction
    lostBefore = packet.lostBefore
    rawOptions = Self.copy(packet.rawOptions)
    linkType = packet.linkType
    (isSwapped, isSimple, clockTicks) = (packet.isSwapped, packet.isSimple, packet.clockTicks)
  }

  init(_ seconds: Int64, _ nanoseconds: Int64, _ bytes: [UInt8], originalLength: Int? = nil) {
    (self.seconds, self.nanoseconds, self.bytes) = (seconds, nanoseconds, bytes)
    self.originalLength = originalLength ?? bytes.count
  }

  private static func copy(_ span: RawSpan) -> [UInt8] { (0..<span.byteCount).map { span.load8($0) } }
}

/// What came of reading a savefile to its end.
struct Reading {
  var linkType: LinkType?
  var linkTypeExtras: UInt32 = 0
  var snapshotLength = 0
  var precision = TimestampPrecision.microseconds
  var packets: [PacketCopy] = []
  var error: SavefileError?
  /// Whether the error came from opening.
  var isRefused = false
  /// How often a pipe had nothing.
  var waits = 0

  var reason: SavefileError.Reason? { error?.reason }

  /// Reads bytes as a regular file.
  init(_ bytes: [UInt8], bufferCapacity: Int = 4096) throws {
    // A file without a name, as thousands are needed.
    let stream = tmpfile()
    defer { fclose(stream) }
    let number = dup(fileno(stream))
    try FileDescriptor(borrowing: number).write(bytes.span.bytes)
    lseek(number, 0, SEEK_SET)
    self.init(FileDescriptor(owning: number), bufferCapacity: bufferCapacity)
  }

  /// Reads what a descriptor gives.
  init(_ file: consuming FileDescriptor, bufferCapacity: Int = 4096) {
    do throws(SavefileError) {
      var reader = try SavefileReader(file, bufferCapacity: bufferCapacity)
      linkType = reader.linkType
      linkTypeExtras = reader.linkTypeExtras
      snapshotLength = reader.snapshotLength
      precision = reader.precision
      while true {
        if let packet = try reader.next() {
          packets.append(PacketCopy(packet))
        } else if reader.isAtEnd {
          break
        } else {
          waits += 1
          try reader.wait()
        }
      }
    } catch {
      self.error = error
      isRefused = linkType == nil
    }
  }
}
