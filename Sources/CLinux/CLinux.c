// The module is its headers and the other files; this one checks that they stand by themselves.
#include "CLinux.h"
