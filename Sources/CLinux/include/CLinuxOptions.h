// getopt_long(3) for Swift, which refuses the variables that it speaks through.
#ifndef CLINUX_OPTIONS_H
#define CLINUX_OPTIONS_H

#include <getopt.h>
#include <stdlib.h>

// Long options in the making: an array that ends with an empty entry.
struct clinux_long_options {
  struct option *entries;
  int count;
};

static inline struct clinux_long_options clinux_long_options_create(int capacity) {
  struct clinux_long_options options = {calloc((size_t)capacity + 1, sizeof(struct option)), 0};
  return options;
}

// The name must live as long as the options.
static inline void clinux_long_options_add(
    struct clinux_long_options *options, const char *name, int has_argument, int value) {
  if (options->entries == NULL) return;
  struct option *entry = &options->entries[options->count++];
  entry->name = name;
  entry->has_arg = has_argument ? required_argument : no_argument;
  entry->flag = NULL;
  entry->val = value;
}

static inline void clinux_long_options_free(struct clinux_long_options options) { free(options.entries); }

// Starts again at the first argument, silently: messages are the caller's.
static inline void clinux_getopt_restart(void) {
  optind = 0;
  opterr = 0;
}

static inline int clinux_getopt_next(
    int count, char **arguments, const char *letters, struct clinux_long_options options) {
  return getopt_long(count, arguments, letters, options.entries, NULL);
}

// The argument of the option just found, NULL when it has none.
static inline const char *clinux_getopt_argument(void) { return optarg; }

// The index of the argument to look at next.
static inline int clinux_getopt_index(void) { return optind; }

// The value of the option that was wrong, 0 for a long one that does not exist.
static inline int clinux_getopt_offender(void) { return optopt; }

#endif
