// The cores of a machine.
#ifndef CLINUX_CORES_H
#define CLINUX_CORES_H

/// The cores that the process may run on (sched_getaffinity(2)); 1 when the kernel does not tell.
int clinux_available_cores(void);

#endif
