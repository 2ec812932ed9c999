#define _GNU_SOURCE
#include "CLinuxLinks.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int open_route_socket(int flags, unsigned groups) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, NETLINK_ROUTE);
  if (descriptor < 0) return -errno;
  struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = groups};
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
    int code = errno;
    close(descriptor);
    return -code;
  }
  return descriptor;
}

int clinux_links_watch(void) { return open_route_socket(SOCK_NONBLOCK, RTMGRP_LINK); }

int clinux_links_open(void) {
  int descriptor = open_route_socket(0, 0);
  // The kernel answers at once; should it ever not, the capture goes on.
  struct timeval patience = {.tv_sec = 1};
  if (descriptor >= 0) (void)setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return descriptor;
}

bool clinux_links_changed(int watch) {
  char buffer[8192];
  bool changed = false;
  while (true) {
    ssize_t count = recv(watch, buffer, sizeof buffer, MSG_DONTWAIT | MSG_TRUNC);
    // News that had no room is news.
    if (count > 0 || (count < 0 && errno == ENOBUFS)) changed = true;
    else if (count == 0 || errno != EINTR) return changed;
  }
}

static void take_link(const struct nlmsghdr *header, struct clinux_link *link) {
  const struct ifinfomsg *info = NLMSG_DATA(header);
  memset(link, 0, sizeof *link);
  link->index = info->ifi_index;
  link->flags = info->ifi_flags;
  int left = (int)IFLA_PAYLOAD(header);
  for (struct rtattr *attribute = IFLA_RTA(info); RTA_OK(attribute, left); attribute = RTA_NEXT(attribute, left)) {
    if (attribute->rta_type != IFLA_IFNAME) continue;
    size_t length = RTA_PAYLOAD(attribute);
    if (length > sizeof link->name - 1) length = sizeof link->name - 1;
    memcpy(link->name, RTA_DATA(attribute), length);
  }
}

static int ask(int socket) {
  struct {
    struct nlmsghdr header;
    struct ifinfomsg info;
  } request = {
      .header = {.nlmsg_len = sizeof request, .nlmsg_type = RTM_GETLINK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
      .info = {.ifi_family = AF_UNSPEC},
  };
  while (send(socket, &request, sizeof request, 0) < 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

int clinux_links_list(int socket, struct clinux_link *links, int capacity) {
  _Alignas(struct nlmsghdr) char buffer[1 << 15];
  int code = ask(socket);
  if (code != 0) return -code;
  int count = 0;
  bool interrupted = false;
  while (true) {
    ssize_t length = recv(socket, buffer, sizeof buffer, 0);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return -errno;
    int left = (int)length;
    for (struct nlmsghdr *header = (struct nlmsghdr *)buffer; NLMSG_OK(header, left); header = NLMSG_NEXT(header, left)) {
      if (header->nlmsg_flags & NLM_F_DUMP_INTR) interrupted = true;
      if (header->nlmsg_type == NLMSG_DONE) return interrupted ? -EAGAIN : count;
      if (header->nlmsg_type == NLMSG_ERROR) {
        int error = ((struct nlmsgerr *)NLMSG_DATA(header))->error;
        return error < 0 ? error : -EIO;
      }
      if (header->nlmsg_type != RTM_NEWLINK || header->nlmsg_len < NLMSG_LENGTH(sizeof(struct ifinfomsg))) continue;
      if (count < capacity) take_link(header, &links[count]);
      count++;
    }
  }
}

int clinux_enter_network(const char *path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  int code = setns(descriptor, CLONE_NEWNET) == 0 ? 0 : errno;
  close(descriptor);
  return code;
}
