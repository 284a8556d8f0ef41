/* Signals while the command runs: each reaches it once. */
#include "launcher.h"

sigset_t watched;
volatile int child_status = -1;

void watch_signals(void) {
  /* Stop signals keep their default, so that telem stops with the command; the machine itself makes use of the others. */
  static const int left_alone[] = {SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
  sigfillset(&watched);
  for (size_t i = 0; i < sizeof left_alone / sizeof *left_alone; i++) sigdelset(&watched, left_alone[i]);
#ifdef __linux__
  sigdelset(&watched, atoi(SUSPEND_SIGNAL));
#endif
  sigprocmask(SIG_BLOCK, &watched, NULL);
  sigset_t wanted = watched; /* a caller may have blocked what must stay open for us */
  for (size_t i = 0; i < sizeof left_alone / sizeof *left_alone; i++) sigdelset(&wanted, left_alone[i]);
  sigprocmask(SIG_SETMASK, &wanted, NULL);
}

/* A watched signal that has come already, or -1. */
int next_signal_now(void) {
#ifdef __linux__
  struct timespec at_once = {0};
  return sigtimedwait(&watched, NULL, &at_once);
#else
  sigset_t pending;
  sigpending(&pending);
  for (int number = 1; number < NSIG; number++)
    if (sigismember(&pending, number) == 1 && sigismember(&watched, number) == 1 && sigwait(&watched, &number) == 0) return number;
  return -1;
#endif
}

/*
 * With SIGCHLD ignored, the kernel would throw the command's status away; and Java asks not to be told when a process stops, each
 * time that it is about to start one of its own.
 */
void ask_to_be_told(void) {
  struct sigaction by_default = {.sa_handler = SIG_DFL};
  sigaction(SIGCHLD, &by_default, NULL);
}

static bool have_terminal(void) {
  int terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
  if (terminal >= 0) close(terminal);
  return terminal >= 0;
}

static bool in_foreground(void) {
  int terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return false;
  bool foreground = tcgetpgrp(terminal) == getpgrp();
  close(terminal);
  return foreground;
}

/* Whether the command has the signal already, because whoever sent it sent it to the whole process group. */
static bool command_has_it(int number, const siginfo_t *info) {
  bool sent = info->si_code <= 0;
  if (sent && info->si_pid == child) return true; /* it sent it itself, `kill 0` */
  if (sent && info->si_pid == getpid()) return true; /* ours alone: a file of telem's is too large, a pipe is broken */
  bool from_kernel = info->si_code > 0;
  switch (number) {
    case SIGINT:
    case SIGQUIT:
    case SIGWINCH:
      return from_kernel; /* the terminal */
    case SIGHUP:
      return from_kernel && getsid(0) != getpid(); /* the kernel tells the leader of a session alone */
    case SIGCONT:
      return have_terminal(); /* the shell continues the whole job */
    default:
      return false;
  }
}

/* A command that stops by itself must look stopped to the shell that waits for us; without job control nobody would wake us again. */
static void stop_with_the_command(void) {
  siginfo_t seen = {0};
  if (waitid(P_PID, (id_t)child, &seen, WSTOPPED | WNOHANG | WNOWAIT) != 0 || seen.si_pid != child) return;
  struct timespec moment = {.tv_nsec = 20 * 1000 * 1000};
  nanosleep(&moment, NULL); /* just continued? the command and we are woken one after the other */
  siginfo_t state = {0};
  if (waitid(P_PID, (id_t)child, &state, WSTOPPED | WNOHANG | WNOWAIT) == 0 && state.si_pid == child && in_foreground())
    kill(getpid(), SIGSTOP);
}

/* Waits until the command has ended, passing signals on meanwhile. Returns its wait status. */
int await_command(void) {
  bool terminal = have_terminal();
  for (;;) {
    if (child <= 0) return 127 << 8; /* it could not be executed after all, and its maker has seen to it */
    ask_to_be_told();
    int status;
    pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) {
      child_status = status;
      kill(getpid(), SIGCHLD); /* a thread that waits here too, since the machine broke down under it, is not told by the kernel */
    }
    if (child_status != -1) return child_status; /* or another thread saw it end, before the machine broke down */
    if (ended < 0 && errno == ECHILD) continue;  /* it is just about to tell */
    siginfo_t info;
#ifdef __linux__
    struct timespec second = {.tv_sec = 1}; /* at a terminal, a stop that we were not told of is seen all the same */
    int number = terminal ? sigtimedwait(&watched, &info, &second) : sigwaitinfo(&watched, &info);
#else
    int number;
    memset(&info, 0, sizeof info);
    if (sigwait(&watched, &number) != 0) continue;
    info.si_code = in_foreground() ? 1 : 0; /* the sender is not told here: in the foreground it was the terminal */
#endif
    if (number < 0 || (number == SIGCHLD && info.si_code > 0)) {
      stop_with_the_command();
    } else if (!command_has_it(number, &info)) {
      kill(child, number);
    }
  }
}
