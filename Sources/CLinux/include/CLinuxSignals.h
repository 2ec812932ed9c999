// Signal handlers that only count and wake. Handlers of a process are one set, so the counters are the process's too.
#ifndef CLINUX_SIGNALS_H
#define CLINUX_SIGNALS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/eventfd.h>

/// An eventfd that does not block and does not outlive an exec; -1 and `errno` when there is none left.
static inline int clinux_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

/// Makes the signal count itself and wake `descriptor` (an eventfd) when it comes; system calls it interrupts return
/// EINTR. A signal the process was started ignoring (nohup) stays ignored when `keep_ignored` is set.
/// Returns 0, or the error number.
int clinux_signal_watch(int signal_number, int descriptor, bool keep_ignored);

/// Puts back what the signal did before it was watched.
void clinux_signal_restore(int signal_number);

/// Nobody answers signals from here on, as the process is about to end: an interruption that is not the first one ends it
/// at once, whatever it waits for, also when the signal is watched no more.
void clinux_signal_finish(void);

/// Wakes who waits on the eventfd, and has `clinux_signal_arrived` say so, as if a signal had come.
void clinux_signal_wake(int descriptor);

/// Whether any watched signal came since this was last called.
bool clinux_signal_arrived(void);

/// How often the signal came since this was last called, which starts the count again.
uint32_t clinux_signal_take(int signal_number);

/// Ignores the signal, so that writing into a closed pipe, for one, fails with EPIPE. Returns 0, or the error number.
int clinux_signal_ignore(int signal_number);

#endif
