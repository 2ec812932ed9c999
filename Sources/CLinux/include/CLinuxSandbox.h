// What a process gives up for good.
#ifndef CLINUX_SANDBOX_H
#define CLINUX_SANDBOX_H

#include <linux/filter.h>
#include <linux/prctl.h>
#include <stdbool.h>
#include <stdint.h>

/// The capabilities that the process has (capabilities(7)), a bit for each.
uint64_t clinux_capabilities(void);

/// Keeps only these of the capabilities that the process has, and none for programs that it starts. Returns 0, or the
/// error number.
int clinux_keep_capabilities(uint64_t kept);

/// Sees to it that no program that the process starts can have any but these capabilities, where it may.
void clinux_bound_capabilities(uint64_t kept);

/// Lets no program that the process starts have rights that the process has not. Returns 0, or the error number.
int clinux_no_new_privileges(void);

/// Takes the calling thread, and threads that it starts, the right to open files and to run programs, and where the
/// kernel knows how, to use TCP and to reach processes outside. `may_read` leaves it reading, `may_connect` TCP and
/// sockets. Returns 0, or the error number.
int clinux_landlock(bool may_read, bool may_connect);

/// Lets a program of classic BPF decide on every system call of all threads (seccomp(2)). Returns 0, or the error number.
int clinux_filter_calls(const struct sock_filter *instructions, uint16_t count);

/// The machine that the process is of, as such a program sees it.
uint32_t clinux_audit_machine(void);

/// The numbers of the calls that capture, decoding and writing need, whatever their arguments are, and their count.
const int *clinux_harmless_calls(int *count);

/// Numbers of calls whose arguments matter; -1 where the machine has no such call.
int clinux_call_socket(void);
int clinux_call_map(void);
int clinux_call_protect(void);
int clinux_call_control(void);
int clinux_call_send(void);
int clinux_call_open(void);
int clinux_call_process(void);

#endif
