/* What is said at the terminal of whoever waits for the command: never so that the command would wait for it. */
#include "launcher.h"
#include <poll.h>

#define ROUNDS 10
#define ROUND_MS 5

bool in_foreground_of(int descriptor) { return tcgetpgrp(descriptor) == getpgrp(); }

/*
 * Writes to the terminal that we are in the foreground of. Through a descriptor of its own, which does not wait: the caller's is shared
 * with the shell, whose it is to wait or not. With SIGTTOU blocked, since a shell may put us into the background just now. Returns how
 * much stands there; nothing of it where output is halted (Ctrl-S), or the terminal cannot be opened.
 */
size_t show(const char *text, size_t length) {
  int terminal = open("/dev/tty", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return 0;
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  size_t done = 0;
  for (int round = 0; done < length && round < ROUNDS;) {
    ssize_t written = write(terminal, text + done, length - done);
    if (written > 0) {
      done += (size_t)written;
    } else if (written == 0 || errno == EAGAIN || errno == EINTR) {
      struct pollfd ready = {.fd = terminal, .events = POLLOUT};
      poll(&ready, 1, ROUND_MS);
      round++;
    } else {
      break;
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(terminal);
  return done;
}
