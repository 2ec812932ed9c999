#define _GNU_SOURCE
#include "CLinuxFiles.h"

#include <fcntl.h>

int clinux_open_directory(const char *path) { return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC); }
