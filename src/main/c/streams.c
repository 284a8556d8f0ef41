/* What the machine says stays out of the command's output. */
#include "launcher.h"

bool debugging(void) {
  const char *value = getenv("TELEMETRY_DEBUG");
  return value != NULL && strcmp(value, "1") == 0;
}

/*
 * Until the machine is up, whatever it says would go into the command's output: it prints on stdout, part of it before it has read
 * its options. Nothing of ours is written meanwhile.
 */
static int streams[3] = {-1, -1, -1};

void hide_streams(void) {
  int nowhere = open("/dev/null", O_RDONLY | O_CLOEXEC); /* off opens nothing for writing; a write that fails is as good */
  if (nowhere < 0) return;
  for (int number = 1; number < 3; number++) {
    if (number == 2 && debugging()) continue;
    streams[number] = fcntl(number, F_DUPFD_CLOEXEC, 3);
    if (streams[number] < 0) go_on_without_java(); /* no descriptor is left: there will be none for the machine either */
    dup2(nowhere, number);
  }
  close(nowhere);
}

void restore_streams(void) {
  for (int number = 1; number < 3; number++) {
    if (streams[number] < 0) continue;
    dup2(streams[number], number);
    close(streams[number]);
    streams[number] = -1;
  }
}
