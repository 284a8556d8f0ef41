/*
 * What the parts of the launcher know of each other: telem.c tells the story; caller.c, family.c, shims.c, streams.c, machine.c, natives.c,
 * command.c, signals.c, terminal.c and breakdown.c are its chapters. Only what is EXPORTED is seen from outside this program: a library that looks
 * for a `quit` must not find ours.
 */
#ifndef LAUNCHER_H
#define LAUNCHER_H
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#define EXPORTED __attribute__((visibility("default")))
#define SIGNALS 65 /* 1..64 are used */
#define SUSPEND_SIGNAL "60" /* the virtual machine's own; by default it is SIGUSR2, which belongs to the command */
#define FIRST_INTERNAL 32

extern char **environ;
extern char home[PATH_MAX];       /* of the image: its bin, lib */
extern char executable[PATH_MAX]; /* this program */

/* caller.c */

/* The C library keeps signals 32 and 33 to itself and makes use of them; the kernel knows what the caller made of them. */
struct kernel_disposition {
  void *handler;
  unsigned long flags;
  void *restorer;
  unsigned long mask;
};

struct caller {
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
};
extern struct caller caller;

void remember_caller(int argc, char **argv);
void internal_disposition(int number, const struct kernel_disposition *next, struct kernel_disposition *was);
char **child_environment(char **additions, int addition_count);

/* family.c */

enum family { RUN, RUN_OPTIONS, SENDER, STATUS, OTHER };
extern const char *const common_options[];

/* Where `--exec` stands in `run [--profile P] --exec FILE -- COMMAND`, which shims call; 0 where this is something else. */
int exec_word(int argc, char **argv);
enum family family_of(int argc, char **argv);
bool wraps(enum family family);
int command_word(void);
const char *const *own_options(enum family family);
const char *cache_name(enum family family);

/* shims.c, terminal.c */

void pass_shim(void);
bool in_foreground_of(int descriptor);
size_t show(const char *text, size_t length);

/* streams.c */

bool debugging(void);
void hide_streams(void);
void restore_streams(void);

/* machine.c, natives.c */

int run_java(enum family family);
bool register_natives(JNIEnv *env, jclass type);

/* command.c */

extern volatile pid_t child;
extern const char *program; /* what the command is executed from, where a shim has found it; else its first word tells */

void become(char **argv, char **environment);
pid_t spawn(char **argv, char **environment);
void leave_as(int code, int number);
__attribute__((noreturn)) void quit(int code);
void close_range_or_loop(unsigned first, unsigned last);

/* signals.c */

extern sigset_t watched;          /* signals that we wait for while the command runs */
extern volatile int child_status; /* its wait status, once it has ended */

void watch_signals(void);
int next_signal_now(void);
void ask_to_be_told(void);
int await_command(void);

/* breakdown.c */

extern bool machine_is_up;

void go_on_without_java(void);
void machine_exits(void);
void handle_synchronous_signals(void);

#endif
