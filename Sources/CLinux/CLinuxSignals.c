#include "CLinuxSignals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SIGNALS = 32 };

static _Atomic uint32_t counts[SIGNALS];
// Whether one came since it was last looked.
static _Atomic bool arrived;
static _Atomic int wake_descriptor = -1;
static struct sigaction before[SIGNALS];
static bool watched[SIGNALS];

enum { PATIENCE = 100 };  // milliseconds

static _Atomic int64_t interrupted_at;

static int64_t now_in_milliseconds(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Whether nobody answers signals any more: what is left to do may take its time.
static _Atomic bool finishing;

// Whoever presses Control-C again while nobody answers wants an end at once: what is usual for the signal happens. The
// same signal that comes twice in a moment is one.
static void lose_patience(void) {
  int64_t now = now_in_milliseconds();
  int64_t first = atomic_load(&interrupted_at);
  if (first == 0) {
    atomic_store(&interrupted_at, now);
  } else if ((atomic_load(&finishing) || atomic_load(&counts[SIGINT]) > 0) && now - first >= PATIENCE) {
    struct sigaction usual;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    (void)sigaction(SIGINT, &usual, NULL);
    (void)raise(SIGINT);
  }
}

void clinux_signal_finish(void) { atomic_store(&finishing, true); }

// Only what signal-safety(7) allows: lock-free counters, the clock, sigaction(), raise() and write().
static void count_and_wake(int signal_number) {
  int saved = errno;
  if (signal_number == SIGINT) lose_patience();
  atomic_fetch_add_explicit(&counts[signal_number], 1, memory_order_relaxed);
  clinux_signal_wake(atomic_load(&wake_descriptor));
  errno = saved;
}

void clinux_signal_wake(int descriptor) {
  uint64_t one = 1;
  // A full eventfd is already awake, and there is nobody to tell of another failure.
  ssize_t written = write(descriptor, &one, sizeof one);
  (void)written;
  // Last, so that whoever sees it has the descriptor to put to sleep.
  atomic_store(&arrived, true);
}

static bool known(int signal_number) { return signal_number > 0 && signal_number < SIGNALS; }

int clinux_signal_watch(int signal_number, int descriptor, bool keep_ignored) {
  if (!known(signal_number)) return EINVAL;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = count_and_wake;
  sigemptyset(&action.sa_mask);
  if (sigaction(signal_number, NULL, &before[signal_number]) != 0) return errno;
  if (keep_ignored && before[signal_number].sa_handler == SIG_IGN) return 0;
  atomic_store(&wake_descriptor, descriptor);
  atomic_store(&counts[signal_number], 0);
  watched[signal_number] = sigaction(signal_number, &action, NULL) == 0;
  return watched[signal_number] ? 0 : errno;
}

void clinux_signal_restore(int signal_number) {
  if (!known(signal_number) || !watched[signal_number]) return;
  if (signal_number == SIGINT && atomic_load(&finishing)) {
    atomic_store(&wake_descriptor, -1);
    return;
  }
  watched[signal_number] = false;
  sigaction(signal_number, &before[signal_number], NULL);
}

bool clinux_signal_arrived(void) {
  return atomic_load_explicit(&arrived, memory_order_relaxed) && atomic_exchange(&arrived, false);
}

uint32_t clinux_signal_take(int signal_number) {
  return known(signal_number) ? atomic_exchange(&counts[signal_number], 0) : 0;
}

int clinux_signal_ignore(int signal_number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_IGN;
  sigemptyset(&action.sa_mask);
  return sigaction(signal_number, &action, NULL) == 0 ? 0 : errno;
}
