/* What the caller handed over, remembered before anything changes it. */
#include "launcher.h"
#include <dirent.h>

struct caller caller;

void internal_disposition(int number, const struct kernel_disposition *next, struct kernel_disposition *was) {
#if defined(__linux__) && defined(__GLIBC__)
  syscall(SYS_rt_sigaction, number, next, was, sizeof was->mask);
#else
  (void)number, (void)next, (void)was;
#endif
}

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

void remember_caller(int argc, char **argv) {
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

/* The caller's environment, byte for byte, with `additions` ("NAME=value") in the place of entries of the same name. */
char **child_environment(char **additions, int addition_count) {
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
