#define _GNU_SOURCE
#include "CLinuxFiles.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

int clinux_open_directory(const char *path) { return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC); }

int clinux_open_path(const char *path) { return open(path, O_PATH | O_CLOEXEC); }

bool clinux_is_memory(int file) {
  struct stat status;
  if (fstat(file, &status) != 0) return false;
  // Number 3 of the memory devices is /dev/null.
  if (S_ISCHR(status.st_mode)) return status.st_rdev == makedev(1, 3);
  struct statfs system;
  if (!S_ISREG(status.st_mode) || fstatfs(file, &system) != 0) return false;
  return system.f_type == TMPFS_MAGIC || system.f_type == RAMFS_MAGIC;
}

int clinux_pipe(int *input, int *output, int capacity) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  // A smaller pipe only means more turns of the processor.
  (void)fcntl(ends[1], F_SETPIPE_SZ, capacity);
  *input = ends[0];
  *output = ends[1];
  return 0;
}
