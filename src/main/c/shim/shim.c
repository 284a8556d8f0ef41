/*
 * A shim: stands in a directory of the PATH under the name of a tool, and runs the real one through telem. `telem shim add` copies this
 * program and appends what it has to know:
 *
 *   telem   path of telem, NUL
 *   name    the tool's, NUL
 *   profile path or name of a profile, or nothing, NUL
 *   length  of these three with their NULs, 4 bytes, the lowest first
 *   mark    MARK, 16 bytes, by which shims know each other
 *
 * It becomes `telem run [--profile PROFILE] --exec REAL -- ARGV0 ARG...`; where telem is gone, the real tool itself. Native, since a shell
 * as its interpreter would lose variables whose names are no identifiers, and the name under which the tool was called.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#else
#include <mach-o/dyld.h>
#endif

#define MARK "telem shim 1\n\0\0"
#define MARK_LENGTH 16
#define TAIL (MARK_LENGTH + 4)
#define MOST 16384

extern char **environ;

static int open_ourselves(void) {
#ifdef __linux__
  int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  const char *called = (const char *)getauxval(AT_EXECFN);
  return file >= 0 || called == NULL ? file : open(called, O_RDONLY | O_CLOEXEC); /* without /proc */
#else
  static char path[PATH_MAX];
  uint32_t size = sizeof path;
  return _NSGetExecutablePath(path, &size) == 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
#endif
}

/* How many bytes of facts are in front of the tail; -1 where this file is no shim. */
static long facts_length(int file, off_t size) {
  unsigned char tail[TAIL];
  if (size < TAIL || pread(file, tail, TAIL, size - TAIL) != TAIL || memcmp(tail + 4, MARK, MARK_LENGTH) != 0) return -1;
  long length = tail[0] | tail[1] << 8 | tail[2] << 16 | (long)tail[3] << 24;
  return length < 3 || length > MOST || length > size - TAIL ? -1 : length;
}

static bool is_shim(const char *path, off_t size) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return false; /* who may execute and not read it */
  bool is = facts_length(file, size) >= 0;
  close(file);
  return is;
}

/*
 * The first executable of that name in the PATH that is no shim, be it this one, one of another directory or a link to one: they are known
 * by what they hold. NULL where there is none; *reason is then ENOENT, or EACCES where one was found that may not be executed.
 */
static char *real_tool(const char *name, int *reason) {
  *reason = ENOENT;
  const char *path = getenv("PATH");
  if (path == NULL) path = "/bin:/usr/bin";
  size_t room = strlen(path) + strlen(name) + 3;
  char *candidate = malloc(room);
  for (const char *start = path, *end;; start = end + 1) {
    end = start + strcspn(start, ":");
    if (end == start)
      snprintf(candidate, room, "./%s", name); /* an empty element is the working directory */
    else
      snprintf(candidate, room, "%.*s/%s", (int)(end - start), start, name);
    struct stat found;
    if (stat(candidate, &found) == 0 && S_ISREG(found.st_mode)) {
      if (faccessat(AT_FDCWD, candidate, X_OK, AT_EACCESS) != 0) {
        *reason = EACCES;
      } else if (!is_shim(candidate, found.st_size)) {
        return candidate;
      }
    }
    if (*end == '\0') return NULL;
  }
}

static void complain(const char *name, const char *what) {
  char text[512];
  int length = snprintf(text, sizeof text, "telem: %.200s: %s\n", name, what);
  (void)!write(2, text, (size_t)(length < (int)sizeof text ? length : (int)sizeof text - 1));
}

int main(int argc, char **argv) {
  static char facts[MOST];
  struct stat own;
  int file = open_ourselves();
  long length = file >= 0 && fstat(file, &own) == 0 ? facts_length(file, own.st_size) : -1;
  if (length < 0 || pread(file, facts, (size_t)length, own.st_size - TAIL - length) != length || facts[length - 1] != '\0') {
    complain(argc > 0 ? argv[0] : "shim", "this shim is damaged; make it again with `telem shim add`");
    return 126;
  }
  close(file);
  const char *telem = facts;
  const char *name = telem + strlen(telem) + 1;
  const char *profile = name < facts + length ? name + strlen(name) + 1 : facts + length;
  if (profile >= facts + length) {
    complain(name, "this shim is damaged; make it again with `telem shim add`");
    return 126;
  }

  int reason;
  char *real = real_tool(name, &reason);
  if (real == NULL) {
    complain(name, reason == EACCES ? "Permission denied" : "command not found (only telem's shim of it is in the PATH)");
    return reason == EACCES ? 126 : 127;
  }
  char **words = malloc(((size_t)argc + 9) * sizeof(char *));
  int count = 0;
  words[count++] = (char *)telem;
  words[count++] = "run";
  if (*profile != '\0') {
    words[count++] = "--profile";
    words[count++] = (char *)profile;
  }
  words[count++] = "--exec";
  words[count++] = real;
  words[count++] = "--";
  words[count++] = argc > 0 ? argv[0] : (char *)name;
  for (int i = 1; i < argc; i++) words[count++] = argv[i];
  words[count] = NULL;
  execve(telem, words, environ);
  /* Telem is gone, or the words are too many with its own: the tool all the same. As execvp, a script without `#!` is the shell's. */
  execvp(real, argc > 0 ? argv : words + count - 1);
  int failure = errno;
  complain(name, strerror(failure));
  return failure == ENOENT ? 127 : 126;
}
