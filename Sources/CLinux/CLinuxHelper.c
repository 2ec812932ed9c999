#define _GNU_SOURCE
#include "CLinuxHelper.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/openat2.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_channel(int *near, int *far) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return errno;
  *near = ends[0];
  *far = ends[1];
  return 0;
}

pid_t clinux_start_helper(char *const *arguments, int *channel) {
  int ends[2], failure = clinux_channel(&ends[0], &ends[1]);
  if (failure != 0) return -failure;
  posix_spawn_file_actions_t actions;
  pid_t child = 0;
  int code = posix_spawn_file_actions_init(&actions);
  if (code == 0) {
    // The number may be that of the end already, and then a dup2 would leave it to be closed.
    int far = ends[1] == CLINUX_HELPER_CHANNEL ? fcntl(ends[1], F_DUPFD_CLOEXEC, CLINUX_HELPER_CHANNEL + 1) : ends[1];
    code = posix_spawn_file_actions_adddup2(&actions, far, CLINUX_HELPER_CHANNEL);
    if (code == 0) code = posix_spawn(&child, "/proc/self/exe", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (far != ends[1]) close(far);
  }
  close(ends[1]);
  if (code != 0) {
    close(ends[0]);
    return -code;
  }
  *channel = ends[0];
  return child;
}

void clinux_settle_helper(void) {
  (void)syscall(SYS_close_range, CLINUX_HELPER_CHANNEL + 1, ~0U, 0);
  (void)fcntl(CLINUX_HELPER_CHANNEL, F_SETFD, FD_CLOEXEC);
  // It ends when the other process does, which may still need it when the terminal wants an end.
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) signal(signals[i], SIG_IGN);
}

int clinux_send_message(int channel, const void *bytes, size_t count, int descriptor) {
  struct iovec piece = {.iov_base = (void *)bytes, .iov_len = count};
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
  } control = {{0}};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
  if (descriptor >= 0) {
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  }
  for (;;) {
    // A process that sends no descriptor needs no call that could send one.
    ssize_t sent = descriptor < 0 ? send(channel, bytes, count, MSG_NOSIGNAL) : sendmsg(channel, &message, MSG_NOSIGNAL);
    if (sent >= 0) return 0;
    if (errno != EINTR) return errno;
  }
}

ssize_t clinux_receive_message(int channel, void *bytes, size_t capacity, int *descriptor, bool waits) {
  struct iovec piece = {.iov_base = bytes, .iov_len = capacity};
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
  } control;
  struct msghdr message = {
      .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  *descriptor = -1;
  ssize_t count = recvmsg(channel, &message, MSG_CMSG_CLOEXEC | (waits ? 0 : MSG_DONTWAIT));
  if (count < 0) return -1;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
    memcpy(descriptor, CMSG_DATA(header), sizeof *descriptor);
  return count;
}

int clinux_open_directory_beneath(int directory, const char *path) {
  struct open_how how = {
      .flags = O_PATH | O_DIRECTORY | O_CLOEXEC, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
  int found = (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
  if (found >= 0 || (errno != ENOSYS && errno != EPERM)) return found;
  // A kernel that cannot say so is asked for no links at all, and `..` is looked for here.
  for (const char *part = path; part != NULL; part = strchr(part, '/')) {
    while (*part == '/') part++;
    if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == 0)) {
      errno = EXDEV;
      return -1;
    }
  }
  return openat(directory, path, O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

int clinux_groups(const char *name, gid_t group, gid_t *groups, int capacity) {
  int count = capacity;
  return getgrouplist(name, group, groups, &count) < 0 ? capacity : count;
}

pid_t clinux_spawn_as(
    const char *program, const char *argument, bool changes_user, uid_t user, gid_t group, const gid_t *groups,
    int group_count) {
  char *arguments[] = {(char *)program, (char *)argument, NULL};
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return -errno;
  pid_t child = fork();
  if (child < 0) {
    int code = errno;
    close(report[0]);
    close(report[1]);
    return -code;
  }
  if (child == 0) {
    // Only what signal-safety(7) allows, since other threads may have been in the midst of something.
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE, SIGXFSZ};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) signal(signals[i], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    (void)setpriority(PRIO_PROCESS, 0, 19);
    // The calls themselves: the library's functions want to speak to threads that this process does not have.
    if (!changes_user || (syscall(SYS_setgroups, group_count, groups) == 0 && syscall(SYS_setgid, group) == 0 &&
                          syscall(SYS_setuid, user) == 0))
      execvp(program, arguments);
    int code = errno;
    ssize_t written = write(report[1], &code, sizeof code);
    _exit(written == sizeof code ? 127 : 126);
  }
  close(report[1]);
  int code = 0;
  ssize_t count;
  do count = read(report[0], &code, sizeof code);
  while (count < 0 && errno == EINTR);
  close(report[0]);
  return count == sizeof code ? -code : child;
}
