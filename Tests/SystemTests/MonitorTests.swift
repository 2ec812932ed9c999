import System
import Testing

@Suite struct `A monitor` {
  @Test func `waits no longer than it is told`() {
    let monitor = Monitor(0)
    let start = MonotonicClock.milliseconds
    let answer: Int? = monitor.wait(milliseconds: 1100) { $0 > 0 ? $0 : nil }
    #expect(answer == nil)
    #expect(MonotonicClock.milliseconds - start >= 1100)
    let none: Int? = monitor.wait(milliseconds: -1) { $0 > 0 ? $0 : nil }
    #expect(none == nil)
  }

  @Test func `waits no longer than it must`() throws {
    let monitor = Monitor(0)
    let thread = try Thread { monitor.change { $0 = 7 } }
    let answer: Int? = monitor.wait(milliseconds: 60_000) { $0 > 0 ? $0 : nil }
    #expect(answer == 7)
    thread.join()
  }

  @Test func `a parcel is taken once`() {
    let parcel = Parcel(5)
    #expect(parcel.take() == 5)
    #expect(parcel.take() == nil)
  }
}
