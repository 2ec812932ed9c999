/// A network device, as the kernel lists it.
struct NetworkLink: Equatable {
  /// The kernel's number of it; another one when it vanishes and comes back.
  let index: Int32
  let name: String
  let isUp: Bool
}
