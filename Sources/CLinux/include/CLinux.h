// What Swift cannot import from Linux's and the C library's headers by itself.
#ifndef CLINUX_H
#define CLINUX_H

#include "CLinuxNetwork.h"
#include "CLinuxSignals.h"

#endif
