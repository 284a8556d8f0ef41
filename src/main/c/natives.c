/* What Java asks for (dev.telem.run.Launcher). */
#include "launcher.h"
#include <sys/ioctl.h>

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

/* boolean foreground(): whether the terminal on standard error is ours to write to now. */
static jboolean java_foreground(JNIEnv *env, jclass type) {
  (void)env, (void)type;
  return !caller.closed[2] && in_foreground_of(2);
}

/* int show(byte[] text): how many bytes of it stand on the terminal. */
static jint java_show(JNIEnv *env, jclass type, jbyteArray text) {
  (void)type;
  char *copy = copy_of(env, text);
  size_t shown = show(copy, (size_t)(*env)->GetArrayLength(env, text));
  free(copy);
  return (jint)shown;
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
    {"foreground", "()Z", (void *)java_foreground},
    {"show", "([B)I", (void *)java_show},
};

bool register_natives(JNIEnv *env, jclass type) {
  return (*env)->RegisterNatives(env, type, natives, sizeof natives / sizeof *natives) == 0;
}
