package dev.telem.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code strace -f} saw telem itself do in a {@code telem run}; what its command did is left
 * out.
 */
final class Traced {
  private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+\\(.*)");
  private static final Pattern STARTS = Pattern.compile("(?:v?fork|clone3?)\\(.*");
  private static final Pattern CHANGES =
      Pattern.compile(
          "(?:open|openat|openat2)\\(.*O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND).*"
              + "|(?:creat|mkdir|mkdirat|mknod|mknodat|rename|renameat2?|unlink|unlinkat|rmdir|link|linkat|symlink|symlinkat"
              + "|chmod|fchmod|fchmodat2?|chown|fchownat|truncate|ftruncate|utimensat|setxattr|memfd_create)\\(.*");
  private static final Pattern SOCKETS =
      Pattern.compile("(?:socket|socketpair|connect|bind|sendto|sendmsg)\\(.*");

  private Traced() {}

  /**
   * Everything that a run which is off must not do: files made or opened for writing, sockets,
   * processes but its command's.
   */
  static List<String> traces(Path trace) {
    List<Matcher> calls = new ArrayList<>();
    for (String line : Program.lines(trace)) {
      Matcher call = CALL.matcher(line);
      if (call.matches()) {
        calls.add(call);
      }
    }
    String telem = calls.getFirst().group(1);
    Set<String> others = new HashSet<>();
    for (Matcher call : calls) {
      if (call.group(2).startsWith("execve(") && !call.group(1).equals(telem)) {
        others.add(call.group(1));
      }
    }
    List<String> found = new ArrayList<>();
    int processes = 0;
    for (Matcher call : calls) {
      String called = call.group(2);
      if (others.contains(call.group(1))) {
        continue;
      }
      if (STARTS.matcher(called).matches() && !called.contains("CLONE_THREAD")) {
        processes++;
      }
      if (CHANGES.matcher(called).matches() || SOCKETS.matcher(called).matches()) {
        found.add(called);
      }
    }
    if (processes != 1 || others.size() != 1) {
      found.add(processes + " processes were started, " + others.size() + " programs executed");
    }
    return found;
  }
}
