/* A world that is worse than this machine's, for tests: loaded before the C library into the programs that they start. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A name server that never answers for one name; without TEST_DNS=silent that name is this machine. */
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
  *(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
  if (node != NULL && strcmp(node, "receiver.test") == 0) {
    const char *dns = getenv("TEST_DNS");
    while (dns != NULL && strcmp(dns, "silent") == 0) pause();
    node = "127.0.0.1";
  }
  return real(node, service, hints, found);
}

/* A file system without locks, as some network file systems are. */
static int without_locks(const char *name, int file, int command, void *argument) {
  int (*real)(int, int, ...);
  *(void **)&real = dlsym(RTLD_NEXT, name);
  if (getenv("TEST_NO_LOCKS") != NULL && (command == F_SETLK || command == F_SETLKW || command == F_GETLK)) {
    errno = ENOLCK;
    return -1;
  }
  return real(file, command, argument);
}

int fcntl(int file, int command, ...) {
  va_list rest;
  va_start(rest, command);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  return without_locks("fcntl", file, command, argument);
}

int fcntl64(int file, int command, ...) {
  va_list rest;
  va_start(rest, command);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  return without_locks("fcntl64", file, command, argument);
}
