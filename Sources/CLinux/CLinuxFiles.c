#define _GNU_SOURCE
#include "CLinuxFiles.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int clinux_open_directory(const char *path) { return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC); }

int clinux_open_path(const char *path) { return open(path, O_PATH | O_CLOEXEC); }

int clinux_pipe(int *input, int *output, int capacity) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  // A smaller pipe only means more turns of the processor.
  (void)fcntl(ends[1], F_SETPIPE_SZ, capacity);
  *input = ends[0];
  *output = ends[1];
  return 0;
}
