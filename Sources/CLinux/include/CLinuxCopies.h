// A process that is copied, and what both copies share.
#ifndef CLINUX_COPIES_H
#define CLINUX_COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Memory that this process and its copies share, all zero; NULL and `errno` when there is none.
void *clinux_shared_memory(size_t byte_count);

/// Copies the process, which must have but one thread. Returns 0 in the copy, its number in the other, or minus the error
/// number.
pid_t clinux_copy_process(void);

/// In a copy: closes everything but the standard files and these, and ignores the signals that are for the other one.
void clinux_settle_copy(const int *kept, int count);

/// Sends another process a signal.
void clinux_signal_process(pid_t process, int signal);

/// Has this copy ended when the process that made it ends. Returns whether that is still there.
bool clinux_end_with(pid_t maker);

/// Makes copies of copies those of this process, once the copies that made them have ended.
void clinux_adopt_copies(void);

/// Waits until any copy ends, is stopped or goes on, at most for so many milliseconds. Returns its number and what waitpid
/// tells of it; 0 when the time is over, -1 when there is no copy.
pid_t clinux_next_event(int *status, int milliseconds);

/// Ends this copy, without what the C library does at an end.
void clinux_leave(int status) __attribute__((noreturn));

/// Keeps memory from being in copies of the process.
void clinux_keep_from_copies(void *start, size_t byte_count);

/// A word that another process may write or read at the same time.
static inline uint32_t clinux_shared_load(const uint32_t *word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }
static inline void clinux_shared_store(uint32_t *word, uint32_t value) {
  __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

#endif
