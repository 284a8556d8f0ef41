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
#include "launcher.h"
#include <stdio.h>
#ifndef __linux__
#include <mach-o/dyld.h>
#endif

char home[PATH_MAX];
char executable[PATH_MAX];

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
  pass_shim();
  enum family family = family_of(caller.argc, caller.argv);
  int exec = exec_word(caller.argc, caller.argv);
  if (exec > 0) program = caller.argv[exec + 1];
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
