/* The virtual machine inside our process, and Java in it. */
#include "launcher.h"
#include <dlfcn.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#ifdef __linux__
#define LIBJVM "lib/server/libjvm.so"
#else
#define LIBJVM "lib/server/libjvm.dylib"
#endif

/*
 * The machine looks its user up at every start, which opens a socket to a name service where there is one. Off means no socket
 * (consent.md), and nobody here asks for the user's name: with HOME set there is nothing to look up. (Exported, so that the
 * machine's library finds this one before the C library's; where libraries are bound directly, as on macOS, it is never called.)
 */
EXPORTED struct passwd *getpwuid(uid_t user) {
  if (getenv("HOME") != NULL) return NULL;
  struct passwd *(*look_up)(uid_t) = (struct passwd * (*)(uid_t)) dlsym(RTLD_NEXT, "getpwuid");
  return look_up == NULL ? NULL : look_up(user);
}

/* The machine's own complaints: never on stdout, and on stderr only for those who look for them. */
static jint print_quietly(FILE *stream, const char *format, va_list arguments) {
#ifdef TELEM_LISTING
  if (stream != stdout && stream != stderr) return vfprintf(stream, format, arguments); /* its list */
#endif
  (void)stream;
  return debugging() ? vfprintf(stderr, format, arguments) : 0;
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
  for (const char *const *option = own_options(family); *option != NULL; option++) options[count++].optionString = (char *)*option;
#ifdef TELEM_TRAINING
  options[count++].optionString = (char *)"-XX:AOTMode=record";
  snprintf(cache, sizeof cache, "-XX:AOTConfiguration=%s/lib/telem/%s.aotconf", home, cache_name(family));
#else
  snprintf(cache, sizeof cache, "-XX:AOTCache=%s/lib/telem/%s.aot", home, cache_name(family));
#endif
  options[count++].optionString = cache;
#ifdef TELEM_TRAINING
  if (getenv("TELEM_ASSEMBLE") != NULL) assemble(options, count, cache_name(family));
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

int run_java(enum family family) {
  hide_streams();
  JNIEnv *env = start_machine(family);
  restore_streams();
  jclass process = env == NULL ? NULL : (*env)->FindClass(env, "dev/telem/run/Launcher");
  jclass main_class = process == NULL ? NULL : (*env)->FindClass(env, "dev/telem/cli/Main");
  jmethodID main_method = main_class == NULL ? NULL : (*env)->GetStaticMethodID(env, main_class, "launch", "([B)I");
  if (main_method == NULL || !register_natives(env, process)) {
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
