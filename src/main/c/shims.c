/* A wrapped command that is found as one of telem's own shims. */
#include "launcher.h"
#include "shim/facts.h"

static bool names_profile(int end) {
  for (int i = 2; i < end; i++)
    if (strncmp(caller.argv[i], "--profile", 9) == 0 && (caller.argv[i][9] == 0 || caller.argv[i][9] == '=')) return true;
  return false;
}

/*
 * `telem run -- mytool`, where the PATH leads to a shim of mytool, would be two runs: the shim's would stand inside ours. It becomes the
 * one that `mytool` alone would have been: the tool behind the shim, with the shim's profile unless another is named.
 */
void pass_shim(void) {
  static struct facts facts;
  int word = wraps(family_of(caller.argc, caller.argv)) && exec_word(caller.argc, caller.argv) == 0 ? command_word() : 0;
  if (word == 0 || caller.directory >= 0) return; /* in a directory that is gone, nothing relative is found from here */
  int reason;
  char *typed = caller.argv[word];
  struct stat status;
  char *found = strchr(typed, '/') != NULL ? typed : find_tool(typed, true, NULL, &reason);
  bool regular = found != NULL && stat(found, &status) == 0 && S_ISREG(status.st_mode);
  int file = regular ? open(found, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
  bool shim = file >= 0 && read_facts(file, &facts);
  if (file >= 0) close(file);
  char *real = shim ? find_tool(facts.name, false, NULL, &reason) : NULL;
  if (real == NULL) return; /* no shim, or one that says itself what is wrong */

  char **words = malloc(((size_t)caller.argc + 6) * sizeof(char *));
  int count = 0;
  words[count++] = caller.argv[0];
  words[count++] = caller.argv[1];
  if (*facts.profile != 0 && !names_profile(word)) {
    words[count++] = (char *)"--profile";
    words[count++] = (char *)facts.profile;
  }
  if (family_of(caller.argc, caller.argv) == RUN) { /* without options, as shims call us */
    words[count++] = (char *)"--exec";
    words[count++] = real;
  }
  for (int i = 2; i < caller.argc; i++) words[count++] = caller.argv[i];
  words[count] = NULL;
  caller.argc = count;
  caller.argv = words;
  program = real;
}
