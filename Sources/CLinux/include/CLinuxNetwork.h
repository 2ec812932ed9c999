// Packet sockets and the requests to network devices whose structures are unions that Swift cannot write.
#ifndef CLINUX_NETWORK_H
#define CLINUX_NETWORK_H

#include <arpa/inet.h>
#include <errno.h>
#include <linux/ethtool.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_packet.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif
#ifndef TP_STATUS_GSO_TCP
#define TP_STATUS_GSO_TCP (1 << 8)
#endif

/// Reads the status word of a ring block so that what the kernel wrote before it is seen too.
static inline uint32_t clinux_load_acquire(const uint32_t *word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

/// Writes the status word of a ring block after everything that was done to the block, and before anything that is read
/// next.
static inline void clinux_store_in_order(uint32_t *word, uint32_t value) {
  __atomic_store_n(word, value, __ATOMIC_SEQ_CST);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/// Asks for the memory at an address, which is going to be read. An address that is nobody's does no harm.
static inline void clinux_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// The status word of a ring block.
static inline uint32_t *clinux_block_status(struct tpacket_block_desc *block) { return &block->hdr.bh1.block_status; }

static inline bool clinux_name_request(struct ifreq *request, const char *name) {
  memset(request, 0, sizeof *request);
  if (strlen(name) >= sizeof request->ifr_name) return false;
  strcpy(request->ifr_name, name);
  return true;
}

/// The index of a network device; 0 and `errno` when there is none.
static inline int clinux_interface_index(int socket, const char *name) {
  struct ifreq request;
  if (!clinux_name_request(&request, name)) { errno = ENODEV; return 0; }
  return ioctl(socket, SIOCGIFINDEX, &request) == 0 ? request.ifr_ifindex : 0;
}

/// The ARPHRD number of a network device; -1 and `errno` when there is none.
static inline int clinux_interface_hardware(int socket, const char *name) {
  struct ifreq request;
  if (!clinux_name_request(&request, name)) { errno = ENODEV; return -1; }
  return ioctl(socket, SIOCGIFHWADDR, &request) == 0 ? request.ifr_hwaddr.sa_family : -1;
}

/// The IFF flags of a network device; -1 and `errno` when there is none.
static inline int clinux_interface_flags(int socket, const char *name) {
  struct ifreq request;
  if (!clinux_name_request(&request, name)) { errno = ENODEV; return -1; }
  return ioctl(socket, SIOCGIFFLAGS, &request) == 0 ? (unsigned short)request.ifr_flags : -1;
}

/// Whether a network device has a link: 1 or 0; -1 and `errno` when it does not say.
static inline int clinux_interface_link(int socket, const char *name) {
  struct ifreq request;
  struct ethtool_value value = {.cmd = ETHTOOL_GLINK};
  if (!clinux_name_request(&request, name)) { errno = ENODEV; return -1; }
  request.ifr_data = (void *)&value;
  return ioctl(socket, SIOCETHTOOL, &request) == 0 ? value.data != 0 : -1;
}

/// The kinds of timestamps a network device gives (ETHTOOL_GET_TS_INFO). 0, or -1 and `errno`.
static inline int clinux_interface_timestamping(int socket, const char *name, struct ethtool_ts_info *info) {
  struct ifreq request;
  memset(info, 0, sizeof *info);
  info->cmd = ETHTOOL_GET_TS_INFO;
  if (!clinux_name_request(&request, name)) { errno = ENODEV; return -1; }
  request.ifr_data = (void *)info;
  return ioctl(socket, SIOCETHTOOL, &request);
}

/// Asks a network device to stamp every packet itself. 0, or -1 and `errno`.
static inline int clinux_interface_stamp_all(int socket, const char *name) {
  struct ifreq request;
  struct hwtstamp_config config = {.tx_type = HWTSTAMP_TX_ON, .rx_filter = HWTSTAMP_FILTER_ALL};
  if (!clinux_name_request(&request, name)) { errno = ENODEV; return -1; }
  request.ifr_data = (void *)&config;
  return ioctl(socket, SIOCSHWTSTAMP, &request);
}

/// Binds a packet socket to a device and an EtherType in host order (0: the one it has, at first none). 0, or -1 and `errno`.
static inline int clinux_bind_packet(int socket, int interface_index, uint16_t protocol) {
  struct sockaddr_ll address;
  memset(&address, 0, sizeof address);
  address.sll_family = AF_PACKET;
  address.sll_ifindex = interface_index;
  address.sll_protocol = htons(protocol);
  return bind(socket, (struct sockaddr *)&address, sizeof address);
}

/// Gives a socket a filter of `count` instructions. 0, or -1 and `errno`.
static inline int clinux_attach_filter(int socket, const struct sock_filter *instructions, uint16_t count) {
  struct sock_fprog program = {.len = count, .filter = (struct sock_filter *)instructions};
  return setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

/// Lets nothing more into a packet socket, and waits until nothing is on its way into it: a filter that refuses all, and
/// a binding to an EtherType that nobody has (0 would keep the one it is bound to), which the kernel takes care that no
/// packet is under way in. A device that has vanished needs neither.
static inline void clinux_silence_packet(int socket, int interface_index) {
  struct sock_filter refuse_all = {.code = BPF_RET | BPF_K, .jt = 0, .jf = 0, .k = 0};
  (void)clinux_attach_filter(socket, &refuse_all, 1);
  (void)clinux_bind_packet(socket, interface_index, 0xffff);
}

/// The device a packet socket is bound to: -1 when it has vanished; -2 when that cannot be told or it is another socket.
static inline int clinux_bound_interface(int socket) {
  struct sockaddr_ll address;
  socklen_t length = sizeof address;
  memset(&address, 0, sizeof address);
  int status = getsockname(socket, (struct sockaddr *)&address, &length);
  return status == 0 && address.sll_family == AF_PACKET ? address.sll_ifindex : -2;
}

#endif
