#define _GNU_SOURCE
#include "CLinuxProcesses.h"

#include <errno.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

pid_t clinux_spawn(const char *program, const char *argument) {
  posix_spawnattr_t attributes;
  int code = posix_spawnattr_init(&attributes);
  if (code != 0) return -code;
  // What is ignored here, a program that is started would ignore too.
  sigset_t defaults, mask;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  sigaddset(&defaults, SIGXFSZ);
  sigemptyset(&mask);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setsigmask(&attributes, &mask);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  char *arguments[] = {(char *)program, (char *)argument, NULL};
  pid_t child = 0;
  code = posix_spawnp(&child, program, NULL, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  if (code != 0) return -code;
  // It shall not disturb the capture; where that is refused it works at the usual priority.
  (void)setpriority(PRIO_PROCESS, (id_t)child, 19);
  return child;
}

int clinux_become(const char *name, uid_t user, gid_t group) {
  if (initgroups(name, group) != 0 || setgid(group) != 0 || setuid(user) != 0) return errno;
  return 0;
}

void clinux_take_short_turns(uint64_t nanoseconds) {
  // The first version of struct sched_attr (linux/sched/types.h).
  struct {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
  } attributes = {0};
  if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
  // Who was given another policy knows better.
  if (attributes.policy != SCHED_OTHER) return;
  attributes.runtime = nanoseconds;
  (void)syscall(SYS_sched_setattr, 0, &attributes, 0);
}

int clinux_alarm_next_half_second(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return errno;
  // A little behind it, so that the clock does not show the time before when it comes.
  long left = (500000000 - now.tv_nsec % 500000000) / 1000 + 100;
  struct itimerval timer = {.it_value = {.tv_usec = left}};
  return setitimer(ITIMER_REAL, &timer, NULL) == 0 ? 0 : errno;
}

void clinux_alarm_stop(void) {
  struct itimerval timer = {0};
  (void)setitimer(ITIMER_REAL, &timer, NULL);
}
