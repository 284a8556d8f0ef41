/*
 * A shim: stands in a directory of the PATH under the name of a tool, and runs the real one through telem. `telem shim add` copies this
 * program and appends what it has to know (facts.h).
 *
 * It becomes `telem run [--profile PROFILE] --exec REAL -- ARGV0 ARG...`; where telem is gone, the real tool itself. Native, since a shell
 * as its interpreter would lose variables whose names are no identifiers, and the name under which the tool was called.
 */
#define _GNU_SOURCE
#include "facts.h"
#include <limits.h>
#ifdef __linux__
#include <sys/auxv.h>
#else
#include <mach-o/dyld.h>
#endif

extern char **environ;

/* The path that we were executed by; NULL where the system does not tell. */
static const char *own_path(void) {
#ifdef __linux__
  return (const char *)getauxval(AT_EXECFN);
#else
  static char path[PATH_MAX];
  uint32_t size = sizeof path;
  return _NSGetExecutablePath(path, &size) == 0 ? path : NULL;
#endif
}

static int open_ourselves(void) {
#ifdef __linux__
  int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (file >= 0) return file;
#endif
  const char *path = own_path(); /* without /proc */
  return path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
}

static void complain(const char *name, const char *what) {
  char text[512];
  int length = snprintf(text, sizeof text, "telem: %.200s: %s\n", name, what);
  (void)!write(2, text, (size_t)(length < (int)sizeof text ? length : (int)sizeof text - 1));
}

static int not_found(const char *name, int reason) {
  complain(name, reason == EACCES ? "Permission denied" : "command not found (only telem's shim of it is in the PATH)");
  return reason == EACCES ? 126 : 127;
}

/* The tool, without telem. As execvp, a script without `#!` is the shell's. */
static int run_directly(const char *real, int argc, char **argv, const char *name) {
  char *only[] = {(char *)name, NULL};
  execvp(real, argc > 0 ? argv : only);
  int failure = errno;
  complain(name, strerror(failure));
  return failure == ENOENT ? 127 : 126;
}

/*
 * Who may execute this file and not read it, or has a damaged one, gets the tool all the same, by the name of this file. Not through telem:
 * where that is, and with which profile, stands in what cannot be read.
 */
static int run_without_facts(int argc, char **argv) {
  const char *path = own_path();
  if (path == NULL) path = argc > 0 ? argv[0] : "";
  const char *slash = strrchr(path, '/');
  const char *name = slash == NULL ? path : slash + 1;
  struct stat own = {0};
  int reason = stat(path, &own);
  char *real = find_tool(name, false, &own, &reason);
  return real == NULL ? not_found(name, reason) : run_directly(real, argc, argv, name);
}

int main(int argc, char **argv) {
  static struct facts facts;
  int file = open_ourselves();
  if (file < 0 || !read_facts(file, &facts)) return run_without_facts(argc, argv);
  close(file);
  int reason;
  char *real = find_tool(facts.name, false, NULL, &reason);
  if (real == NULL) return not_found(facts.name, reason);
  char **words = malloc(((size_t)argc + 9) * sizeof(char *));
  int count = 0;
  words[count++] = (char *)facts.telem;
  words[count++] = "run";
  if (*facts.profile != '\0') {
    words[count++] = "--profile";
    words[count++] = (char *)facts.profile;
  }
  words[count++] = "--exec";
  words[count++] = real;
  words[count++] = "--";
  words[count++] = argc > 0 ? argv[0] : (char *)facts.name;
  for (int i = 1; i < argc; i++) words[count++] = argv[i];
  words[count] = NULL;
  execve(facts.telem, words, environ);
  words[0] = (char *)facts.other;
  if (*facts.other != '\0') execve(facts.other, words, environ);
  /* Telem is gone, or the words are too many with its own: the tool all the same. */
  return run_directly(real, argc, argv, facts.name);
}
