// ethers(5), whose functions Glibc's module map leaves out.
#ifndef CLINUX_NAMES_H
#define CLINUX_NAMES_H

#include <netinet/ether.h>
#include <stdbool.h>

// The address of a host, six bytes.
static inline bool clinux_ether_address(const char *name, unsigned char *address) {
  struct ether_addr found;
  if (ether_hostton(name, &found) != 0) return false;
  for (int i = 0; i < ETH_ALEN; i++) address[i] = found.ether_addr_octet[i];
  return true;
}

// The name of an address, six bytes; `name` has room for 1024 characters, which is the C library's own limit of a line.
static inline bool clinux_ether_name(const unsigned char *address, char *name) {
  struct ether_addr wanted;
  for (int i = 0; i < ETH_ALEN; i++) wanted.ether_addr_octet[i] = address[i];
  return ether_ntohost(name, &wanted) == 0;
}

#endif
