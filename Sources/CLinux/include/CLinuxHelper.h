// A process of one's own beside, and what goes between the two.
#ifndef CLINUX_HELPER_H
#define CLINUX_HELPER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// The number that a helper finds its end of the channel under.
enum { CLINUX_HELPER_CHANNEL = 3 };

/// Both ends of a way for messages. Returns 0, or the error number.
int clinux_channel(int *near, int *far);

/// Starts this very program once more with other arguments, which end with NULL. Of what is open here it has the standard
/// files and the other end of a channel, whose near end goes to `channel`. Returns its process number, or minus the
/// error number.
pid_t clinux_start_helper(char *const *arguments, int *channel);

/// Closes everything but the standard files and the channel, and ignores the signals that are for the other process.
void clinux_settle_helper(void);

/// Sends a message, with a descriptor when that is not negative. Returns 0, or the error number.
int clinux_send_message(int channel, const void *bytes, size_t count, int descriptor);

/// Receives a message, and a descriptor with it when there is one (else -1). Returns the bytes, 0 at the end, or -1 and
/// `errno`.
ssize_t clinux_receive_message(int channel, void *bytes, size_t capacity, int *descriptor, bool waits);

/// A directory below another one to open files in, not left by any link on the way; -1 and `errno` when there is none.
int clinux_open_directory_beneath(int directory, const char *path);

/// The groups of a user; returns their number, at most `capacity`.
int clinux_groups(const char *name, gid_t group, gid_t *groups, int capacity);

/// Starts a program as `clinux_spawn`, as another user when `changes_user` is set. Safe beside other threads. Returns its
/// process number, or minus the error number.
pid_t clinux_spawn_as(
    const char *program, const char *argument, bool changes_user, uid_t user, gid_t group, const gid_t *groups,
    int group_count);

#endif
