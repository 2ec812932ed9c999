// Other programs, and the user that this one runs as.
#ifndef CLINUX_PROCESSES_H
#define CLINUX_PROCESSES_H

#include <stdint.h>
#include <sys/types.h>

/// Starts a program found through PATH with one argument, at the lowest priority, with the usual signals.
/// Returns its process number, or minus the error number.
pid_t clinux_spawn(const char *program, const char *argument);

/// Becomes another user, with that user's groups. Returns 0, or the error number.
int clinux_become(const char *name, uid_t user, gid_t group);

/// Asks for turns of so many nanoseconds on a processor, for this thread and those that it starts: who takes short ones
/// is woken sooner where others are at work (sched_setattr(2), since Linux 6.12; older kernels take no notice).
void clinux_take_short_turns(uint64_t nanoseconds);

/// Sends SIGALRM once, at the next whole or half second of the clock. Returns 0, or the error number.
int clinux_alarm_next_half_second(void);

/// Sends SIGALRM no more.
void clinux_alarm_stop(void);

#endif
