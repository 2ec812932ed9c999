// Counts the allocations of a process. Linking this target puts a counter in front of the C library's allocator.
#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

#include <stdint.h>

/// Blocks that this thread has asked for since it began: malloc, calloc, realloc and their aligned kin.
uint64_t allocations_of_this_thread(void);

#endif
