/* However the machine ends, the command runs and telem ends as it did. */
#include "launcher.h"
#include <stdio.h>

bool machine_is_up;
static struct sigaction machines_own[SIGNALS]; /* its handlers of SIGSEGV and the like */

/* The machine has ended, and not because we asked it to. Only what may be called in a signal handler. */
void go_on_without_java(void) {
  if (child > 0) {
    pthread_sigmask(SIG_BLOCK, &watched, NULL); /* where the machine broke down they may be open, and lost before we wait for them */
    int status = await_command();
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    leave_as(number != 0 ? 128 + number : WEXITSTATUS(status), number == SIGINT || number == SIGQUIT ? number : 0);
  }
  int word = wraps(family_of(caller.argc, caller.argv)) ? command_word() : 0;
  restore_streams();
  if (word == 0) {
    static const char complaint[] = "telem: the Java runtime of telem does not start; TELEMETRY_DEBUG=1 shows why, installing telem anew may mend it\n";
    (void)!write(2, complaint, sizeof complaint - 1);
    quit(1);
  }
  char **command = caller.argv + word;
  become(command, caller.environment);
  int reason = errno;
  fprintf(stderr, "telem: %s: %s\n", command[0], strerror(reason));
  quit(reason == ENOENT ? 127 : 126);
}

/* Whether the end of the machine is not the end of our work. */
static bool unfinished(void) { return !machine_is_up || wraps(family_of(caller.argc, caller.argv)); }

#ifdef __linux__
/* The machine's library finds these before the C library's own: however it gives up, the command runs. */
EXPORTED void _exit(int code) {
  if (unfinished()) go_on_without_java();
  quit(code);
}

EXPORTED void abort(void) {
  if (unfinished()) go_on_without_java();
  quit(134);
}
#endif

void machine_exits(void) {
  if (unfinished()) go_on_without_java();
}

/*
 * SIGSEGV and the like are the machine's tools where it causes them itself. Those that somebody sends are for the command; real ones
 * before the machine is there to handle them are its end.
 */
static void synchronous_signal(int number, siginfo_t *info, void *context) {
  static __thread int depth; /* a machine whose files have shrunk under it faults again while it reports the fault, without end */
  if (info->si_code <= 0) {
    if (child > 0 && info->si_pid != child && info->si_pid != getpid()) kill(child, number);
  } else if (machines_own[number].sa_sigaction != NULL && depth < 3) {
    depth++;
    machines_own[number].sa_sigaction(number, info, context);
    depth--;
  } else {
    go_on_without_java();
  }
}

void handle_synchronous_signals(void) {
  static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    /* The machine, where it hands a signal on to us, sets the mask that we ask for. */
    struct sigaction ours = {
      .sa_sigaction = synchronous_signal, .sa_mask = watched, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART | SA_NODEFER}, was;
    sigaction(numbers[i], NULL, &was);
    if (machine_is_up && (was.sa_flags & SA_SIGINFO) && was.sa_sigaction != synchronous_signal) {
      machines_own[numbers[i]] = was;
      ours.sa_mask = was.sa_mask;
      ours.sa_flags = was.sa_flags | SA_NODEFER;
    }
    sigaction(numbers[i], &ours, NULL);
  }
}
