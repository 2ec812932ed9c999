// The types and constants of the compression libraries. Nothing is linked: each is opened with dlopen when a file needs
// it.
#include <lz4frame.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
