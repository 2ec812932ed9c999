// libpcap's types and constants. Nothing is linked: the library is opened with dlopen when a capture asks for it.
#include <pcap/pcap.h>
