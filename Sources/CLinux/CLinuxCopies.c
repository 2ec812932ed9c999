#define _GNU_SOURCE
#include "CLinuxCopies.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

void *clinux_shared_memory(size_t byte_count) {
  void *start = mmap(NULL, byte_count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return start == MAP_FAILED ? NULL : start;
}

pid_t clinux_copy_process(void) {
  pid_t copy = fork();
  return copy < 0 ? -errno : copy;
}

static int compare(const void *a, const void *b) {
  int one = *(const int *)a, other = *(const int *)b;
  return (one > other) - (one < other);
}

void clinux_settle_copy(const int *kept, int count) {
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) signal(signals[i], SIG_IGN);
  // A crash is for the other process to see to, and no handler that writes about it or wants to be debugged.
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) signal(crashes[i], SIG_DFL);
  int sorted[16], used = 0;
  while (used < count && used < 16) {
    sorted[used] = kept[used];
    used++;
  }
  qsort(sorted, (size_t)used, sizeof *sorted, compare);
  unsigned first = 3;
  for (int i = 0; i < used; i++) {
    if (sorted[i] < (int)first) continue;
    if (sorted[i] > (int)first) (void)syscall(SYS_close_range, first, (unsigned)sorted[i] - 1, 0);
    first = (unsigned)sorted[i] + 1;
  }
  (void)syscall(SYS_close_range, first, ~0U, 0);
}

void clinux_signal_process(pid_t process, int signal) { (void)syscall(SYS_tgkill, process, process, signal); }

bool clinux_end_with(pid_t maker) {
  // A kernel that does not let it only leaves a copy that nobody looks after.
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  return getppid() == maker;
}

void clinux_adopt_copies(void) { (void)prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

static void wake(int signal) { (void)signal; }

pid_t clinux_next_event(int *status, int milliseconds) {
  // A copy that something happens to interrupts the sleep, and only that.
  struct sigaction action = {.sa_handler = wake};
  sigset_t ends, usual;
  sigemptyset(&ends);
  sigaddset(&ends, SIGCHLD);
  sigprocmask(SIG_BLOCK, &ends, &usual);
  sigaction(SIGCHLD, &action, NULL);
  sigdelset(&usual, SIGCHLD);
  const int events = WNOHANG | WUNTRACED | WCONTINUED;
  pid_t copy = waitpid(-1, status, events);
  struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
  if (copy == 0 && ppoll(NULL, 0, &time, &usual) != 0) copy = waitpid(-1, status, events);
  sigprocmask(SIG_SETMASK, &usual, NULL);
  return copy;
}

void clinux_leave(int status) { _exit(status); }

void clinux_keep_from_copies(void *start, size_t byte_count) { (void)madvise(start, byte_count, MADV_DONTFORK); }
