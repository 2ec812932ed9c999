// libcrypto's types and constants. Nothing is linked: the library is opened with dlopen when a key is given.
#include <openssl/evp.h>
