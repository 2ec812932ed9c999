#ifndef CPREFETCH_H
#define CPREFETCH_H

/// Asks for the memory at an address, which is going to be read. An address that is nobody's does no harm.
static inline void cprefetch_read(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
