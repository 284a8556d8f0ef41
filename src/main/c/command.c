/* From our process to the command's, and out again as it ended. */
#include "launcher.h"
#ifdef __linux__
#include <linux/futex.h>
#include <sched.h>
#include <sys/mman.h>
#endif

volatile pid_t child;
const char *program;

/* Ends the process at once. Not by _exit(), which is our own (see below). */
void quit(int code) {
#ifdef __linux__
  syscall(SYS_exit_group, code);
#endif
  _Exit(code);
}

/* Closes what the caller had not open, in a process that is about to become the command. */
void close_range_or_loop(unsigned first, unsigned last) {
  if (first > last) return;
#ifdef SYS_close_range
  if (syscall(SYS_close_range, first, last, 0) == 0) return;
#endif
  long limit = sysconf(_SC_OPEN_MAX);
  if (limit < 0 || limit > 65536) limit = 65536;
  for (unsigned number = first; number <= last && number < (unsigned)limit; number++) close((int)number);
}

static void close_our_descriptors(void) {
  for (int number = 0; number < 3; number++)
    if (caller.closed[number]) close(number);
  unsigned next = 3;
  for (int i = 0; i < caller.descriptor_count; i++) {
    close_range_or_loop(next, (unsigned)caller.descriptors[i] - 1);
    next = (unsigned)caller.descriptors[i] + 1;
  }
  close_range_or_loop(next, ~0U);
}

/* Everything between our process and the command's: only async-signal-safe calls, since it runs in our memory. */
void become(char **argv, char **environment) {
  for (int number = 1; number < SIGNALS; number++) {
    if (number == SIGKILL || number == SIGSTOP) continue;
    struct sigaction was = caller.dispositions[number], now;
    if (sigaction(number, NULL, &now) == 0 && now.sa_handler != was.sa_handler) sigaction(number, &was, NULL);
  }
  for (int i = 0; i < 2; i++) internal_disposition(FIRST_INTERNAL + i, &caller.internal[i], NULL);
  setrlimit(RLIMIT_STACK, &caller.stack);
#ifdef __linux__
  if (caller.death_signal != 0) prctl(PR_SET_PDEATHSIG, caller.death_signal);
  if (caller.subreaper != 0) prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
  if (caller.directory >= 0) (void)!fchdir(caller.directory);
  close_our_descriptors();
  sigprocmask(SIG_SETMASK, &caller.mask, NULL);
  /* PATH as every shell, ENOEXEC to /bin/sh as env and shells do. */
  const char *file = program != NULL ? program : argv[0];
#ifdef __linux__
  execvpe(file, argv, environment);
#else
  environ = environment;
  execvp(file, argv);
#endif
}

struct start {
  char **argv, **environment;
  int failure; /* errno, if the command could not be executed */
};

static int begin(void *argument) {
  struct start *start = argument;
  become(start->argv, start->environment);
  start->failure = errno;
  quit(127);
}

/*
 * A child in our memory, until it becomes the command; returns when it has. Not vfork, nor posix_spawn: Ctrl-Z at that moment stops the
 * child while we wait in the kernel for it and cannot stop, so that the shell waits for ever. This wait can be stopped.
 */
static pid_t fork_and_become(struct start *start) {
#ifdef __linux__
  int words = 0;
  while (start->argv[words] != NULL) words++;
  /* For a script without `#!` the words are copied onto the stack. */
  size_t size = 256 * 1024 + (size_t)words * sizeof(char *);
  char *stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) return -1;
  volatile int running = 1; /* the kernel clears it when the child leaves our memory, and wakes us */
  /* The kernel sets `child` before the command runs: a machine that breaks down at that moment must not start it a second time. */
  int flags = CLONE_VM | CLONE_CHILD_CLEARTID | CLONE_PARENT_SETTID | SIGCHLD;
  pid_t pid = clone(begin, stack + (size & ~(size_t)15), flags, start, &child, NULL, &running);
  int reason = errno;
  while (pid > 0 && running) syscall(SYS_futex, &running, FUTEX_WAIT, 1, NULL, NULL, 0);
  munmap(stack, size);
  errno = reason;
  return pid;
#else
  pid_t pid = vfork();
  if (pid == 0) begin(start);
  return pid;
#endif
}

/* Returns the process id, or -errno if the command could not be started. */
pid_t spawn(char **argv, char **environment) {
  /* What the terminal sent to our group so far, the command would have got had it been there. */
  bool early[SIGNALS] = {false};
  for (int number; (number = next_signal_now()) > 0;) early[number] = number != SIGCHLD;
  ask_to_be_told();
  /* No handler of ours may run in the child; and it shares `environ`. */
  struct start start = {.argv = argv, .environment = environment};
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  char **own_environment = environ;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  pid_t pid = fork_and_become(&start);
#pragma GCC diagnostic pop
  int failed_to_fork = errno;
  environ = own_environment;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (pid < 0) return -failed_to_fork;
  if (start.failure != 0) {
    child = 0; /* there is none any more that could be waited for, should the machine break down now */
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
    return -start.failure;
  }
  for (int number = 1; number < SIGNALS; number++)
    if (early[number]) kill(pid, number);
  return pid;
}

/* Ends this process as the command ended; with a signal the same way, so that a calling shell stops as it would have. */
void leave_as(int code, int number) {
  if (number != 0) {
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0); /* the core file, if any, is the command's */
#else
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
    struct sigaction by_default = {.sa_handler = SIG_DFL};
    sigaction(number, &by_default, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
  }
  quit(code);
}
