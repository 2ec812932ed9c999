// Files that Swift cannot open as it should, since Glibc's module map is made without _GNU_SOURCE.
#ifndef CLINUX_FILES_H
#define CLINUX_FILES_H

#include <stdbool.h>

/// A directory to look at and to open files in, which need not be readable; -1 and `errno` when it is none.
int clinux_open_directory(const char *path);

/// A file to look at, which need not be readable; -1 and `errno` when there is none.
int clinux_open_path(const char *path);

/// Whether writing into a file is moving memory and nothing else: a file in memory, or /dev/null.
bool clinux_is_memory(int file);

/// Makes a pipe of which the ends do not outlive an exec, and that holds so many bytes where it may. Returns 0, or the
/// error number.
int clinux_pipe(int *input, int *output, int capacity);

#endif
