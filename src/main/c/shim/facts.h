/*
 * What a shim is known by and holds, and how the tool behind it is found; for shims themselves (shim.c), and for `telem run`, which passes
 * them by (shims.c). Behind the program stand
 *
 *   telem    path of telem, NUL
 *   name     the tool's, NUL
 *   profile  path or name of a profile, or nothing, NUL
 *   other    another path of telem, for when that one leads nowhere any more, or nothing, NUL; older shims end without it
 *   length   of these with their NULs, 4 bytes, the lowest first
 *   mark     MARK, 16 bytes, by which shims know each other
 */
#ifndef FACTS_H
#define FACTS_H
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK "telem shim 1\n\0\0"
#define MARK_LENGTH 16
#define TAIL (MARK_LENGTH + 4)
#define MOST 16384

struct facts {
  const char *telem, *name, *profile, *other;
  char text[MOST + 1];
};

/* How many bytes of facts are in front of the tail; -1 where this file is no shim. */
static long facts_length(int file, off_t size) {
  unsigned char tail[TAIL];
  if (size < TAIL || pread(file, tail, TAIL, size - TAIL) != TAIL || memcmp(tail + 4, MARK, MARK_LENGTH) != 0) return -1;
  long length = tail[0] | tail[1] << 8 | tail[2] << 16 | (long)tail[3] << 24;
  return length < 3 || length > MOST || length > size - TAIL ? -1 : length;
}

/* What stands in this file; false where it is no shim, or a damaged one. */
static bool read_facts(int file, struct facts *facts) {
  struct stat found;
  long length = fstat(file, &found) == 0 ? facts_length(file, found.st_size) : -1;
  if (length < 0 || pread(file, facts->text, (size_t)length, found.st_size - TAIL - length) != length) return false;
  facts->text[length] = 0;
  const char *end = facts->text + length, *next = facts->text;
  const char **all[] = {&facts->telem, &facts->name, &facts->profile, &facts->other};
  for (int i = 0; i < 4; i++) {
    if (next >= end && i < 3) return false;
    *all[i] = next < end ? next : end;
    next += next < end ? strlen(next) + 1 : 0;
  }
  return *facts->name != 0;
}

static bool is_shim(const char *path, off_t size) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return false; /* who may execute and not read it */
  bool is = facts_length(file, size) >= 0;
  close(file);
  return is;
}

/*
 * The first executable of that name in the PATH that is no shim, be it a link to one: they are known by what they hold. With `shims_too`,
 * the first of all, which is what a shell runs. With `self`, a shim that may not be read: the first behind that one, so that two of them
 * never call each other in turn. NULL where there is none; *reason is then ENOENT, or EACCES where one was found that may not be executed.
 */
static char *find_tool(const char *name, bool shims_too, const struct stat *self, int *reason) {
  *reason = ENOENT;
  const char *path = getenv("PATH");
  if (path == NULL) path = "/bin:/usr/bin";
  size_t room = strlen(path) + strlen(name) + 3;
  char *candidate = malloc(room), *result = NULL;
  for (const char *start = path, *end;; start = end + 1) {
    end = start + strcspn(start, ":");
    if (end == start)
      snprintf(candidate, room, "./%s", name); /* an empty element is the working directory */
    else
      snprintf(candidate, room, "%.*s/%s", (int)(end - start), start, name);
    struct stat found;
    if (stat(candidate, &found) == 0 && S_ISREG(found.st_mode)) {
      if (self != NULL && found.st_dev == self->st_dev && found.st_ino == self->st_ino) {
        free(result);
        result = NULL;
      } else if (faccessat(AT_FDCWD, candidate, X_OK, AT_EACCESS) != 0) {
        *reason = EACCES;
      } else if (result == NULL && (shims_too || !is_shim(candidate, found.st_size))) {
        result = strdup(candidate);
      }
    }
    if (*end == '\0' || (result != NULL && self == NULL)) break;
  }
  free(candidate);
  return result;
}
#endif
