#define _GNU_SOURCE
#include "CLinuxSandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// What headers older than the kernel lack.
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (1ULL << 15)
#endif

uint64_t clinux_capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {{0}};
  if (syscall(SYS_capget, &header, data) != 0) return 0;
  return (uint64_t)data[1].permitted << 32 | data[0].permitted;
}

int clinux_keep_capabilities(uint64_t kept) {
  // Gone with those that are inheritable, but for kernels that know of no ambient ones.
  (void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  uint64_t left = kept == 0 ? 0 : clinux_capabilities() & kept;
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {
      {.effective = (uint32_t)left, .permitted = (uint32_t)left},
      {.effective = (uint32_t)(left >> 32), .permitted = (uint32_t)(left >> 32)},
  };
  return syscall(SYS_capset, &header, data) == 0 ? 0 : errno;
}

void clinux_bound_capabilities(uint64_t kept) {
  for (unsigned long capability = 0; capability < 64; capability++) {
    if ((kept >> capability & 1) != 0) continue;
    // The first number that the kernel does not know ends it.
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno == EINVAL) return;
  }
}

int clinux_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }

int clinux_landlock(bool may_read, bool may_connect) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 0) return errno;
  // As linux/landlock.h has it since version 6; each version knows a longer beginning of it.
  struct {
    uint64_t files, network, scopes;
  } rules = {.files = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
  if (version >= 2) rules.files |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) rules.files |= LANDLOCK_ACCESS_FS_TRUNCATE;
  if (version >= 5 && !may_read) rules.files |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
  if (may_read) rules.files &= ~(uint64_t)(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
  if (version >= 4 && !may_connect) rules.network = 3;  // To bind and to connect TCP sockets.
  if (version >= 6 && !may_connect) rules.scopes = 3;  // To connect to abstract Unix sockets, and to send signals.
  size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
  if (ruleset < 0) return errno;
  int code = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0 ? 0 : errno;
  close(ruleset);
  return code;
}

int clinux_filter_calls(const struct sock_filter *instructions, uint16_t count) {
  struct sock_fprog program = {.len = count, .filter = (struct sock_filter *)instructions};
  // With the usual defences against speculation, and not those that slow all of the process down.
  unsigned flags = SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_SPEC_ALLOW;
  long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
  if (result > 0) return EBUSY;
  return result == 0 ? 0 : errno;
}

uint32_t clinux_audit_machine(void) {
#if defined(__x86_64__)
  return AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
  return AUDIT_ARCH_AARCH64;
#else
#error "the number of this machine is not known"
#endif
}

const int *clinux_harmless_calls(int *count) {
  static const int calls[] = {
      // Files, sockets and rings that are open.
      SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_close, SYS_lseek, SYS_fstat, SYS_newfstatat,
      SYS_fstatfs, SYS_statx, SYS_ftruncate, SYS_fsync, SYS_fdatasync, SYS_sync_file_range, SYS_fcntl, SYS_dup, SYS_dup3, SYS_pipe2,
      SYS_eventfd2, SYS_socketpair, SYS_close_range, SYS_ppoll, SYS_pselect6, SYS_readlinkat, SYS_copy_file_range, SYS_fadvise64,
      SYS_recvfrom, SYS_recvmsg, SYS_setsockopt, SYS_getsockopt, SYS_getsockname, SYS_bind, SYS_shutdown,
      // Memory.
      SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_membarrier,
      // Threads and signals, of this process.
      SYS_clone, SYS_clone3, SYS_futex, SYS_set_robust_list, SYS_rseq, SYS_set_tid_address, SYS_exit, SYS_exit_group,
      SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall, SYS_tgkill,
      SYS_sched_yield, SYS_sched_getaffinity, SYS_prlimit64, SYS_wait4,
      // Time and identity.
      SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_setitimer, SYS_getpid,
      SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrandom, SYS_uname, SYS_sysinfo,
#if defined(__x86_64__)
      SYS_poll, SYS_select, SYS_dup2, SYS_time, SYS_arch_prctl, SYS_readlink, SYS_access,
#endif
  };
  *count = (int)(sizeof calls / sizeof *calls);
  return calls;
}

int clinux_call_socket(void) { return SYS_socket; }
int clinux_call_map(void) { return SYS_mmap; }
int clinux_call_protect(void) { return SYS_mprotect; }
int clinux_call_control(void) { return SYS_ioctl; }
int clinux_call_send(void) { return SYS_sendto; }
int clinux_call_open(void) { return SYS_openat; }
int clinux_call_process(void) { return SYS_prctl; }
