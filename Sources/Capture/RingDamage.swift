/// The ring says what cannot be.
struct RingDamage: Error {}
