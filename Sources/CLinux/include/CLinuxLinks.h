// The list of network devices, and news of it (rtnetlink(7)).
#ifndef CLINUX_LINKS_H
#define CLINUX_LINKS_H

#include <net/if.h>
#include <stdbool.h>

/// A network device.
struct clinux_link {
  int index;
  /// IFF flags.
  unsigned flags;
  char name[IF_NAMESIZE];
};

/// A socket that can be read when a network device appears, changes or vanishes. Returns it, or minus the error number.
int clinux_links_watch(void);

/// Whether there was news since this was last called, which it takes from the socket.
bool clinux_links_changed(int watch);

/// A socket to ask for the list with. Returns it, or minus the error number.
int clinux_links_open(void);

/// Asks for the list. Returns how many devices there are, of which the first `capacity` are written, or minus the error
/// number; EAGAIN when the list changed meanwhile.
int clinux_links_list(int socket, struct clinux_link *links, int capacity);

/// Moves the calling thread into the network namespace that a path stands for. Returns 0, or the error number.
int clinux_enter_network(const char *path);

#endif
