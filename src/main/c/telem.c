/*
 * telem's launcher: the process that people see as `telem`.
 *
 * It creates the Java virtual machine inside itself (JNI invocation API) with flags and an AOT cache chosen by the kind of command
 * (spec startup.md), and it starts, watches and outlives the wrapped command for the Java side (spec process.md). Both are here
 * because only code that runs before the virtual machine can see what the caller handed over (argument and environment bytes, signal
 * mask and dispositions, open descriptors, a working directory that is gone) before the machine changes it.
 *
 * The story of `telem run`: remember everything, block the signals, start the machine; Java asks for spawn(), then await(), then
 * leave(). Whatever becomes of the machine, telemetry never stands in the command's way: if it ends before the command was started,
 * the command is executed in its place; if it ends while the command runs, we wait for the command and end as it ends.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <limits.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/futex.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#define LIBJVM "lib/server/libjvm.so"
#else
#include <mach-o/dyld.h>
#define LIBJVM "lib/server/libjvm.dylib"
#endif

#define SIGNALS 65 /* 1..64 are used */
#define SUSPEND_SIGNAL "60" /* the virtual machine's own; by default it is SIGUSR2, which belongs to the command */

extern char **environ;

/* The C library keeps signals 32 and 33 to itself and makes use of them; the kernel knows what the caller made of them. */
#define FIRST_INTERNAL 32
struct kernel_disposition {
  void *handler;
  unsigned long flags;
  void *restorer;
  unsigned long mask;
};

static void internal_disposition(int number, const struct kernel_disposition *next, struct kernel_disposition *was) {
#if defined(__linux__) && defined(__GLIBC__)
  syscall(SYS_rt_sigaction, number, next, was, sizeof was->mask);
#else
  (void)number, (void)next, (void)was;
#endif
}

/* What the caller handed over, remembered before anything changes it. */
static struct {
  int argc;
  char **argv;
  char **environment;
  sigset_t mask;
  struct sigaction dispositions[SIGNALS];
  struct kernel_disposition internal[2];
  int *descriptors; /* open ones above 2, ascending */
  int descriptor_count;
  bool closed[3]; /* standard descriptors that were closed */
  int directory;  /* descriptor of a working directory that has no path any more, else -1 */
  struct rlimit stack;
  int death_signal; /* what a fork takes off, and a direct run would keep */
  int subreaper;
} caller;

static char home[PATH_MAX];       /* of the image: its bin, lib */
static char executable[PATH_MAX]; /* this program */
static const char *program;       /* what the command is executed from, where a shim has found it; else its first word tells */
static sigset_t watched;          /* signals that we wait for while the command runs */
static volatile pid_t child;
static volatile int child_status = -1; /* its wait status, once it has ended */
static bool machine_is_up;
static struct sigaction machines_own[SIGNALS]; /* its handlers of SIGSEGV and the like */

enum family { RUN, RUN_OPTIONS, SENDER, STATUS, OTHER };

static bool wraps(enum family family) { return family == RUN || family == RUN_OPTIONS; }

/* ---------------------------------------------------------------- what the caller handed over */

static int ascending(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static void remember_descriptor(int number) {
  if (caller.descriptor_count % 64 == 0) {
    size_t room = ((size_t)caller.descriptor_count + 64) * sizeof(int);
    caller.descriptors = realloc(caller.descriptors, room);
  }
  caller.descriptors[caller.descriptor_count++] = number;
}

static void remember_descriptors(void) {
  DIR *folder = opendir("/dev/fd");
  if (folder != NULL) {
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
      int number = atoi(entry->d_name);
      if (number > 2 && number != dirfd(folder)) remember_descriptor(number);
    }
    closedir(folder);
  } else {
    for (int number = 3; number < 1024; number++)
      if (fcntl(number, F_GETFD) != -1) remember_descriptor(number);
  }
  qsort(caller.descriptors, caller.descriptor_count, sizeof(int), ascending);
}

static void remember_caller(int argc, char **argv) {
  caller.argc = argc;
  caller.argv = argv;
  size_t count = 0;
  while (environ[count] != NULL) count++;
  caller.environment = malloc((count + 1) * sizeof(char *));
  memcpy(caller.environment, environ, (count + 1) * sizeof(char *));
  sigprocmask(SIG_SETMASK, NULL, &caller.mask);
  for (int number = 1; number < SIGNALS; number++) sigaction(number, NULL, &caller.dispositions[number]);
  for (int i = 0; i < 2; i++) internal_disposition(FIRST_INTERNAL + i, NULL, &caller.internal[i]);
  remember_descriptors();
  for (int number = 0; number < 3; number++) caller.closed[number] = fcntl(number, F_GETFD) == -1;
  /* Closed standard descriptors would be taken by our own files: hold their places. */
  for (int number = 0; number < 3; number++)
    if (caller.closed[number]) (void)!open("/dev/null", O_RDWR | O_CLOEXEC);
  getrlimit(RLIMIT_STACK, &caller.stack);
  /* The virtual machine does not start in a directory that has no path. */
  char path[PATH_MAX];
  caller.directory = -1;
  if (getcwd(path, sizeof path) == NULL || path[0] != '/') {
#ifdef O_PATH
    caller.directory = open(".", O_PATH | O_CLOEXEC);
#else
    caller.directory = open(".", O_RDONLY | O_CLOEXEC);
#endif
    if (caller.directory >= 0) (void)!chdir("/");
  }
#ifdef __linux__
  prctl(PR_GET_PDEATHSIG, &caller.death_signal);
  prctl(PR_GET_CHILD_SUBREAPER, &caller.subreaper);
#endif
}

/* ---------------------------------------------------------------- starting the command */

/* Ends the process at once. Not by _exit(), which is our own (see below). */
__attribute__((noreturn)) static void quit(int code) {
#ifdef __linux__
  syscall(SYS_exit_group, code);
#endif
  _Exit(code);
}

/* Closes what the caller had not open, in a process that is about to become the command. */
static void close_range_or_loop(unsigned first, unsigned last) {
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
static void become(char **argv, char **environment) {
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

/* The caller's environment, byte for byte, with `additions` ("NAME=value") in the place of entries of the same name. */
static char **child_environment(char **additions, int addition_count) {
  size_t count = 0, kept = 0;
  while (caller.environment[count] != NULL) count++;
  char **result = malloc((count + (size_t)addition_count + 1) * sizeof(char *));
  for (size_t i = 0; i < count; i++) {
    bool replaced = false;
    for (int j = 0; j < addition_count && !replaced; j++) {
      size_t name = (size_t)(strchr(additions[j], '=') - additions[j]) + 1;
      replaced = strncmp(caller.environment[i], additions[j], name) == 0;
    }
    if (!replaced) result[kept++] = caller.environment[i];
  }
  for (int j = 0; j < addition_count; j++) result[kept++] = additions[j];
  result[kept] = NULL;
  return result;
}

/* A watched signal that has come already, or -1. */
static int next_signal_now(void) {
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
static void ask_to_be_told(void) {
  struct sigaction by_default = {.sa_handler = SIG_DFL};
  sigaction(SIGCHLD, &by_default, NULL);
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
static pid_t spawn(char **argv, char **environment) {
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

/* ---------------------------------------------------------------- signals while the command runs */

static void watch_signals(void) {
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
static int await_command(void) {
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

/* ---------------------------------------------------------------- what Java asks for */

/* Ends this process as the command ended; with a signal the same way, so that a calling shell stops as it would have. */
static void leave_as(int code, int number) {
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

static char *copy_of(JNIEnv *env, jbyteArray bytes) {
  jsize length = (*env)->GetArrayLength(env, bytes);
  char *copy = malloc((size_t)length + 1);
  (*env)->GetByteArrayRegion(env, bytes, 0, length, (jbyte *)copy);
  copy[length] = 0;
  return copy;
}

static char **copies_of(JNIEnv *env, jobjectArray array, int *count) {
  *count = (*env)->GetArrayLength(env, array);
  char **copies = malloc(((size_t)*count + 1) * sizeof(char *));
  for (int i = 0; i < *count; i++) {
    jbyteArray bytes = (*env)->GetObjectArrayElement(env, array, i);
    copies[i] = copy_of(env, bytes);
    (*env)->DeleteLocalRef(env, bytes);
  }
  copies[*count] = NULL;
  return copies;
}

/* int spawn(int firstWord, byte[][] environmentAdditions): the words from firstWord (0 = the first after `telem`) are the command. */
static jint java_spawn(JNIEnv *env, jclass type, jint first_word, jobjectArray additions) {
  (void)type;
  int count;
  char **entries = copies_of(env, additions, &count);
  child = spawn(caller.argv + 1 + first_word, child_environment(entries, count));
  return child;
}

/* int await(): the exit code (0..255) or -N if signal N ended the command. */
static jint java_await(JNIEnv *env, jclass type) {
  (void)env, (void)type;
  int status = await_command();
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/* void leave(int code, int signal) */
static void java_leave(JNIEnv *env, jclass type, jint code, jint number) {
  (void)env, (void)type;
#ifdef TELEM_TRAINING
  (void)code, (void)number; /* the cache is written when the machine ends in the ordinary way */
#else
  leave_as(code, number);
#endif
}

/* A process of our own in a session of its own, with nothing of the caller's but the environment. */
static void become_sender(char **argv, char **environment) {
  setsid();
  struct sigaction by_default = {.sa_handler = SIG_DFL};
  for (int number = 1; number < SIGNALS; number++)
    if (number != SIGKILL && number != SIGSTOP) sigaction(number, &by_default, NULL);
  sigset_t none;
  sigemptyset(&none);
  (void)!chdir("/");
  umask(077);
  for (int number = 0; number < 3; number++) close(number);
  (void)!open("/dev/null", O_RDWR); /* 0, 1, 2 */
  (void)!open("/dev/null", O_RDWR);
  (void)!open("/dev/null", O_RDWR);
  close_range_or_loop(3, ~0U);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(executable, argv, environment);
}

/*
 * int startSender(byte[][] arguments, byte[][] environmentAdditions, boolean attached): starts this program again. Detached, the
 * sender is nobody's child and 0 is returned; attached, its process id, for waitFor. -errno if it could not be started.
 */
static jint java_start_sender(JNIEnv *env, jclass type, jobjectArray arguments, jobjectArray additions, jboolean attached) {
  (void)type;
#ifdef TELEM_TRAINING
  return (void)env, (void)arguments, (void)additions, (void)attached, 0;
#endif
  int count, addition_count;
  char **words = copies_of(env, arguments, &count);
  char **entries = copies_of(env, additions, &addition_count);
  char **environment = child_environment(entries, addition_count);
  char **argv = malloc(((size_t)count + 2) * sizeof(char *));
  argv[0] = executable;
  memcpy(argv + 1, words, ((size_t)count + 1) * sizeof(char *));
  volatile int failure = 0;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  pid_t pid = vfork();
  if (pid == 0) {
    pid_t second = attached ? 0 : vfork();
    if (second == 0) {
      become_sender(argv, environment);
    }
    if (second <= 0) failure = errno;
    quit(127);
  }
#pragma GCC diagnostic pop
  int failed_to_fork = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (pid < 0) return -failed_to_fork;
  if (!attached || failure != 0)
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
  return failure != 0 ? -failure : attached ? pid : 0;
}

/* boolean waitFor(int process, long milliseconds): whether the process has ended within that time. */
static jboolean java_wait_for(JNIEnv *env, jclass type, jint process, jlong milliseconds) {
  (void)env, (void)type;
  struct timespec now, end;
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_sec += milliseconds / 1000;
  end.tv_nsec += milliseconds % 1000 * 1000000;
  for (;;) {
    if (waitpid(process, NULL, WNOHANG) != 0) return JNI_TRUE;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec > end.tv_sec || (now.tv_sec == end.tv_sec && now.tv_nsec >= end.tv_nsec)) return JNI_FALSE;
    struct timespec moment = {.tv_nsec = 2 * 1000 * 1000};
    nanosleep(&moment, NULL);
  }
}

/* String reason(int errno): the system's words. */
static jstring java_reason(JNIEnv *env, jclass type, jint number) {
  (void)type;
  return (*env)->NewStringUTF(env, strerror(number));
}

/* boolean terminal(int descriptor) */
static jboolean java_terminal(JNIEnv *env, jclass type, jint descriptor) {
  (void)env, (void)type;
  return !caller.closed[descriptor] && isatty(descriptor);
}

/* int columns(): the width of the terminal on standard output, 0 if there is none. */
static jint java_columns(JNIEnv *env, jclass type) {
  (void)env, (void)type;
  struct winsize size;
  return !caller.closed[1] && ioctl(1, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static const JNINativeMethod natives[] = {
    {"spawn", "(I[[B)I", (void *)java_spawn},
    {"await", "()I", (void *)java_await},
    {"leave", "(II)V", (void *)java_leave},
    {"startSender", "([[B[[BZ)I", (void *)java_start_sender},
    {"waitFor", "(IJ)Z", (void *)java_wait_for},
    {"reason", "(I)Ljava/lang/String;", (void *)java_reason},
    {"terminal", "(I)Z", (void *)java_terminal},
    {"columns", "()I", (void *)java_columns},
};

/* ---------------------------------------------------------------- the virtual machine */

/*
 * The machine looks its user up at every start, which opens a socket to a name service where there is one. Off means no socket
 * (consent.md), and nobody here asks for the user's name: with HOME set there is nothing to look up. (Exported, so that the
 * machine's library finds this one before the C library's; where libraries are bound directly, as on macOS, it is never called.)
 */
struct passwd *getpwuid(uid_t user) {
  if (getenv("HOME") != NULL) return NULL;
  struct passwd *(*look_up)(uid_t) = (struct passwd * (*)(uid_t)) dlsym(RTLD_NEXT, "getpwuid");
  return look_up == NULL ? NULL : look_up(user);
}

/* What every family shares: quiet (nothing of the machine's on stdout), and leaving alone what the command inherits (process.md). */
static const char *const common_options[] = {
    "-Xlog:disable",
    "-Xrs",
    "-XX:-MaxFDLimit",
    "-XX:-UsePerfData",
    "-XX:+DisableAttachMechanism",
    "-XX:ErrorFile=/dev/null",
    "-XX:-CreateCoredumpOnCrash",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-DumpPrivateMappingsInCore",
    "-XX:-DumpSharedMappingsInCore",
    "-XX:+UseSerialGC",
    "-XX:-AOTReplayTraining",
    "-XX:CompressedClassSpaceSize=48m",
    "-Djdk.module.main=dev.telem",
    "-Djdk.reflect.useNativeAccessorOnly=true",
    "-Dsun.net.http.retryPost=false",
    NULL,
};

/*
 * A wrapped run executes its code once: interpreting it is faster than compiling it. TLS and reports want the compiler, screens only
 * for what they do thousands of times.
 */
static const char *const run_options[] = {"-Xint", "-Xmx96m", "-Xss512k", "-XX:ReservedCodeCacheSize=4m", NULL};
/* A sender works through any number of events in constant memory; what it may take of the machine is bounded. */
static const char *const sender_options[] = {"-XX:TieredStopAtLevel=1", "-Xmx48m", "-Xmn16m", "-XX:ReservedCodeCacheSize=16m", NULL};
static const char *const other_options[] = {
    "-XX:TieredStopAtLevel=1",
    "-XX:Tier3InvocationThreshold=2000",
    "-XX:Tier3MinInvocationThreshold=1000",
    "-XX:Tier3CompileThreshold=4000",
    "-Xmx192m",
    "-XX:ReservedCodeCacheSize=32m",
    NULL,
};
/* A run that computes: the hash of a file of 16 MiB. */
static const char *const computing_options[] = {"-XX:TieredStopAtLevel=1", "-Xmx96m", "-XX:ReservedCodeCacheSize=32m", NULL};

static const char *const cache_names[] = {"run", "run-options", "sender", "status", "other"};

/* Where `--exec` stands in `run [--profile P] --exec FILE -- COMMAND`, which shims call; 0 where this is something else. */
static int exec_word(int argc, char **argv) {
  int word = argc > 3 && strcmp(argv[2], "--profile") == 0 ? 4 : 2;
  bool called = argc > word + 3 && strcmp(argv[1], "run") == 0 && strcmp(argv[word], "--exec") == 0 && strcmp(argv[word + 2], "--") == 0;
  return called ? word : 0;
}

static enum family family_of(int argc, char **argv) {
  if (exec_word(argc, argv) > 0) return RUN;
  if (argc > 1 && strcmp(argv[1], "run") == 0) return argc > 2 && strcmp(argv[2], "--") == 0 ? RUN : RUN_OPTIONS;
  if (argc > 1 && strcmp(argv[1], "flush") == 0) return SENDER;
  if (argc > 1 && strcmp(argv[1], "status") == 0) return STATUS;
  return OTHER;
}

/* Whether something is to be computed that takes an interpreter seconds: the hash of a file. */
static bool computes(int argc, char **argv) {
  for (int i = 2; i < argc && argv[i][0] == '-' && strcmp(argv[i], "--") != 0; i += strchr(argv[i], '=') == NULL ? 2 : 1)
    if (strncmp(argv[i], "--config-file", 13) == 0) return true;
  return false;
}

static bool debugging(void) {
  const char *value = getenv("TELEMETRY_DEBUG");
  return value != NULL && strcmp(value, "1") == 0;
}

/* The machine's own complaints: never on stdout, and on stderr only for those who look for them. */
static jint print_quietly(FILE *stream, const char *format, va_list arguments) {
#ifdef TELEM_LISTING
  if (stream != stdout && stream != stderr) return vfprintf(stream, format, arguments); /* its list */
#endif
  (void)stream;
  return debugging() ? vfprintf(stderr, format, arguments) : 0;
}

static void restore_streams(void);

/* Where the command stands after `telem run` and its options, all of which take a value; 0 if there is none. */
static int command_word(void) {
  int word = 2;
  while (word < caller.argc && caller.argv[word][0] == '-') {
    if (strcmp(caller.argv[word], "--") == 0) return word + 1 < caller.argc ? word + 1 : 0;
    word += strchr(caller.argv[word], '=') == NULL ? 2 : 1;
  }
  return word < caller.argc ? word : 0;
}

/* The machine has ended, and not because we asked it to. Only what may be called in a signal handler. */
static void go_on_without_java(void) {
  if (child > 0) {
    pthread_sigmask(SIG_BLOCK, &watched, NULL); /* where the machine broke down they may be open, and lost before we wait for them */
    int status = await_command();
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    leave_as(number != 0 ? 128 + number : WEXITSTATUS(status), number == SIGINT || number == SIGQUIT ? number : 0);
  }
  int word = wraps(family_of(caller.argc, caller.argv)) ? command_word() : 0;
  restore_streams();
  if (word == 0) {
    static const char complaint[] = "telem: the Java runtime of telem does not start (TELEMETRY_DEBUG=1 shows why)\n";
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
void _exit(int code) {
  if (unfinished()) go_on_without_java();
  quit(code);
}

void abort(void) {
  if (unfinished()) go_on_without_java();
  quit(134);
}
#endif

static void machine_exits(void) {
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

static void handle_synchronous_signals(void) {
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

/*
 * Until the machine is up, whatever it says would go into the command's output: it prints on stdout, part of it before it has read
 * its options. Nothing of ours is written meanwhile.
 */
static int streams[3] = {-1, -1, -1};

static void hide_streams(void) {
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

static void restore_streams(void) {
  for (int number = 1; number < 3; number++) {
    if (streams[number] < 0) continue;
    dup2(streams[number], number);
    close(streams[number]);
    streams[number] = -1;
  }
}

#ifdef TELEM_TRAINING
/*
 * Becomes the machine that makes a cache of what was recorded. (Asked for both at once with AOTCacheOutput, the recording machine
 * starts that one by itself, from Java, and the cache learns what it takes to start a process: 350 classes that no run needs.)
 */
static void assemble(JavaVMOption *options, int count, const char *name) {
  static char java[PATH_MAX + 64], output[PATH_MAX + 64];
  snprintf(java, sizeof java, "%s/bin/java", home);
  snprintf(output, sizeof output, "-XX:AOTCache=%s/lib/telem/%s.aot", home, name);
  char *argv[64] = {java};
  int words = 1;
  for (int i = 1; i < count; i++) /* without our "vfprintf" */
    argv[words++] = strcmp(options[i].optionString, "-XX:AOTMode=record") == 0 ? (char *)"-XX:AOTMode=create" : options[i].optionString;
  argv[words++] = output;
  argv[words++] = (char *)"-version";
  restore_streams();
  execv(java, argv);
}
#endif

static JNIEnv *start_machine(enum family family) {
  char path[PATH_MAX + 64], cache[PATH_MAX + 64];
  snprintf(path, sizeof path, "%s/%s", home, LIBJVM);
  void *library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  if (library == NULL) return NULL;
  jint (*create)(JavaVM **, void **, void *) = (jint(*)(JavaVM **, void **, void *))dlsym(library, "JNI_CreateJavaVM");
  if (create == NULL) return NULL;

  JavaVMOption options[48] = {
      {.optionString = "vfprintf", .extraInfo = (void *)print_quietly},
  };
  int count = 1;
  for (const char *const *option = common_options; *option != NULL; option++) options[count++].optionString = (char *)*option;
  const char *const *own = other_options;
  if (wraps(family)) own = computes(caller.argc, caller.argv) ? computing_options : run_options;
  if (family == SENDER) own = sender_options;
  for (const char *const *option = own; *option != NULL; option++) options[count++].optionString = (char *)*option;
#ifdef TELEM_TRAINING
  options[count++].optionString = (char *)"-XX:AOTMode=record";
  snprintf(cache, sizeof cache, "-XX:AOTConfiguration=%s/lib/telem/%s.aotconf", home, cache_names[family]);
#else
  snprintf(cache, sizeof cache, "-XX:AOTCache=%s/lib/telem/%s.aot", home, cache_names[family]);
#endif
  options[count++].optionString = cache;
#ifdef TELEM_TRAINING
  if (getenv("TELEM_ASSEMBLE") != NULL) assemble(options, count, cache_names[family]);
#endif
#ifdef TELEM_LISTING
  /* Another build of this program, for the test that counts what a run loads; the one that people get cannot be asked. */
  char listing[PATH_MAX + 64];
  snprintf(listing, sizeof listing, "-Xlog:class+load:file=%s", getenv("TELEM_LISTING"));
  options[count++].optionString = listing;
#endif
  if (caller.directory >= 0) options[count++].optionString = (char *)"-Dtelem.nowhere=true";

  JavaVMInitArgs arguments = {.version = JNI_VERSION_10, .nOptions = count, .options = options};
  JavaVM *machine;
  JNIEnv *env;
  if (create(&machine, (void **)&env, &arguments) != JNI_OK) return NULL;
  machine_is_up = true;
  if (wraps(family)) handle_synchronous_signals();
  return env;
}

/* The words from `first` to before `end`, each ended by a NUL. */
static jbyteArray words_for_java(JNIEnv *env, int first, int end) {
  size_t length = 0;
  for (int i = first; i < end; i++) length += strlen(caller.argv[i]) + 1;
  jbyteArray words = (*env)->NewByteArray(env, (jsize)length);
  jsize at = 0;
  for (int i = first; words != NULL && i < end; i++) {
    jsize size = (jsize)strlen(caller.argv[i]) + 1;
    (*env)->SetByteArrayRegion(env, words, at, size, (const jbyte *)caller.argv[i]);
    at += size;
  }
  return words;
}

static int run_java(enum family family) {
  hide_streams();
  JNIEnv *env = start_machine(family);
  restore_streams();
  jclass process = env == NULL ? NULL : (*env)->FindClass(env, "dev/telem/run/Launcher");
  jclass main_class = process == NULL ? NULL : (*env)->FindClass(env, "dev/telem/cli/Main");
  jmethodID main_method = main_class == NULL ? NULL : (*env)->GetStaticMethodID(env, main_class, "launch", "([B)I");
  if (main_method == NULL || (*env)->RegisterNatives(env, process, natives, sizeof natives / sizeof *natives) != 0) {
    if (env != NULL && debugging()) (*env)->ExceptionDescribe(env);
    go_on_without_java();
  }
#ifdef TELEM_TRAINING
  /* Several command lines, separated by a comma: one cache learns them all. */
  int code = 0;
  for (int first = 1, end; first < caller.argc; first = end + 1) {
    for (end = first; end < caller.argc && strcmp(caller.argv[end], ",") != 0;) end++;
    jbyteArray words = words_for_java(env, first, end);
    char **all = caller.argv, *comma = all[end];
    caller.argv += first - 1;
    all[end] = NULL;
    child_status = -1;
    (*env)->CallStaticIntMethod(env, main_class, main_method, words);
    all[end] = comma;
    caller.argv = all;
  }
  JavaVM *machine;
  (*env)->GetJavaVM(env, &machine);
  (*machine)->DestroyJavaVM(machine);
#else
  int code = (*env)->CallStaticIntMethod(env, main_class, main_method, words_for_java(env, 1, caller.argc));
  if ((*env)->ExceptionCheck(env)) {
    if (debugging()) (*env)->ExceptionDescribe(env);
    if (wraps(family)) go_on_without_java();
    fprintf(stderr, "telem: this is a defect of telem; please report it with what TELEMETRY_DEBUG=1 shows\n");
    return 1;
  }
#endif
  return code;
}

/* The machine does not like the process's first thread (its stack is the caller's to size), so that Java runs on one of ours. */
static void *java_thread(void *family) {
  quit(run_java(*(enum family *)family));
}

static void find_ourselves(void) {
  char path[PATH_MAX];
#ifdef __linux__
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
#else
  uint32_t size = sizeof path;
  if (_NSGetExecutablePath(path, &size) != 0) path[0] = 0;
#endif
  if (realpath(path, executable) == NULL) executable[0] = 0;
  snprintf(home, sizeof home, "%s", executable);
  for (int up = 0; up < 2; up++) {
    char *slash = strrchr(home, '/');
    if (slash != NULL) *slash = 0;
  }
}

/* What `telem --help` prints is always the same: it was printed once, when this image was made. */
static void print_help(void) {
  char path[PATH_MAX + 64];
  snprintf(path, sizeof path, "%s/lib/telem/help", home);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  static char text[1 << 16];
  ssize_t length = read(file, text, sizeof text);
  for (ssize_t done = 0, written; done < length; done += written)
    if ((written = write(1, text + done, (size_t)(length - done))) < 0) quit(1);
  if (length > 0) quit(0);
}

static bool asks_for_help(int argc, char **argv) {
  return argc == 1 || (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0));
}

int main(int argc, char **argv) {
  remember_caller(argc, argv);
  find_ourselves();
  if (asks_for_help(argc, argv)) print_help();
  enum family family = family_of(argc, argv);
  if (exec_word(argc, argv) > 0) program = argv[exec_word(argc, argv) + 1];
  if (wraps(family)) {
    watch_signals();
    handle_synchronous_signals();
  }

  /* The machine must not obey the caller's Java settings, and names and arguments are UTF-8 to it whatever the locale. */
  unsetenv("JAVA_TOOL_OPTIONS");
  unsetenv("_JAVA_OPTIONS");
  unsetenv("JDK_JAVA_OPTIONS");
  unsetenv("JDK_AOT_VM_OPTIONS");
  unsetenv("CLASSPATH");
  setenv("LC_ALL", "C.UTF-8", 1);
#ifdef __linux__
  setenv("_JAVA_SR_SIGNUM", SUSPEND_SIGNAL, 1);
#endif

  atexit(machine_exits);
  pthread_t thread;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 1024 * 1024);
  if (pthread_create(&thread, &attributes, java_thread, &family) != 0) java_thread(&family);
  pthread_join(thread, NULL);
  return 1;
}
