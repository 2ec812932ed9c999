// The module is its headers; this file gives the target an object to build.
#include "CLinux.h"
