// The module is its headers and CLinuxSignals.c; this file checks that they stand by themselves.
#include "CLinux.h"
