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

/// Sends SIGALRM once, at the next whole or half second of the clock. Returns 0, or the error number.
int clinux_alarm_next_half_second(void);

/// Sends SIGALRM no more.
void clinux_alarm_stop(void);

#endif
