// What Swift cannot import from Linux's and the C library's headers by itself.
#ifndef CLINUX_H
#define CLINUX_H

#include "CLinuxCopies.h"
#include "CLinuxCores.h"
#include "CLinuxFiles.h"
#include "CLinuxHelper.h"
#include "CLinuxLinks.h"
#include "CLinuxNames.h"
#include "CLinuxNetwork.h"
#include "CLinuxOptions.h"
#include "CLinuxProcesses.h"
#include "CLinuxSandbox.h"
#include "CLinuxSignals.h"

#endif
