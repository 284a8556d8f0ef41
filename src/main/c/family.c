/* Kinds of commands, and the machine that each is best served by (spec startup.md). */
#include "launcher.h"

int exec_word(int argc, char **argv) {
  int word = argc > 3 && strcmp(argv[2], "--profile") == 0 ? 4 : 2;
  bool called = argc > word + 3 && strcmp(argv[1], "run") == 0 && strcmp(argv[word], "--exec") == 0 && strcmp(argv[word + 2], "--") == 0;
  return called ? word : 0;
}

enum family family_of(int argc, char **argv) {
  if (exec_word(argc, argv) > 0) return RUN;
  if (argc > 1 && strcmp(argv[1], "run") == 0) return argc > 2 && strcmp(argv[2], "--") == 0 ? RUN : RUN_OPTIONS;
  if (argc > 1 && strcmp(argv[1], "flush") == 0) return SENDER;
  if (argc > 1 && strcmp(argv[1], "status") == 0) return STATUS;
  return OTHER;
}

bool wraps(enum family family) { return family == RUN || family == RUN_OPTIONS; }

/* Where the command stands after `telem run` and its options, all of which take a value; 0 if there is none. */
int command_word(void) {
  int word = 2;
  while (word < caller.argc && caller.argv[word][0] == '-') {
    if (strcmp(caller.argv[word], "--") == 0) return word + 1 < caller.argc ? word + 1 : 0;
    word += strchr(caller.argv[word], '=') == NULL ? 2 : 1;
  }
  return word < caller.argc ? word : 0;
}

/* Whether something is to be computed that takes an interpreter seconds: the hash of a file. */
static bool computes(int argc, char **argv) {
  for (int i = 2; i < argc && argv[i][0] == '-' && strcmp(argv[i], "--") != 0; i += strchr(argv[i], '=') == NULL ? 2 : 1)
    if (strncmp(argv[i], "--config-file", 13) == 0) return true;
  return false;
}

/* What every family shares: quiet (nothing of the machine's on stdout), and leaving alone what the command inherits (process.md). */
const char *const common_options[] = {
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

const char *const *own_options(enum family family) {
  if (wraps(family)) return computes(caller.argc, caller.argv) ? computing_options : run_options;
  return family == SENDER ? sender_options : other_options;
}

const char *cache_name(enum family family) {
  static const char *const names[] = {"run", "run-options", "sender", "status", "other"};
  return names[family];
}
