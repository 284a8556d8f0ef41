"""What telem costs: whole processes, measured from outside in interleaved rounds.

Each round runs every row once, so that whatever else the machine does hits all of them alike; the table shows medians, and ratios
to an empty Java program on default flags and the same JDK. Wall time is from before the process is made until it has been waited
for, processor time and peak memory are the kernel's (wait4). The fastest of all rounds is what a busy machine disturbs least. Rows
with an endpoint talk to a receiver in this process.
"""

import argparse, ctypes, glob, json, os, platform, resource, shutil, socket, statistics, subprocess, sys, tempfile, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TELEM = os.path.join(ROOT, "target/telem/bin/telem")
REFERENCE = "an empty Java program"
SETTLE = 0.25  # seconds in which a sender that a row has started does its work
LOOP = 200
NULL = subprocess.DEVNULL

CHILD = r"""
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
int main(int argc, char **argv) { /* FILE MILLISECONDS: sleeps, and as its last act notes the time */
  struct timespec t = {.tv_nsec = atol(argv[2]) * 1000000};
  nanosleep(&t, NULL);
  FILE *file = fopen(argv[1], "w");
  clock_gettime(CLOCK_MONOTONIC, &t);
  fprintf(file, "%lld", t.tv_sec * 1000000000LL + t.tv_nsec);
  fclose(file);
  return argc - 3;
}
"""


def stop(message):
    sys.exit("telem: " + message)


def jdk():
    """A JDK 25: where the build's toolchain looks for one."""
    places = [os.environ.get("JAVA25_HOME"), os.environ.get("JAVA_HOME")]
    places += glob.glob("/usr/lib/jvm/*") + glob.glob(os.path.expanduser("~/.sdkman/candidates/java/*"))
    places += glob.glob("/Library/Java/JavaVirtualMachines/*/Contents/Home")
    for place in filter(None, places):
        try:
            with open(os.path.join(place, "release")) as release:
                if 'JAVA_VERSION="25' in release.read() and os.path.exists(os.path.join(place, "bin/javac")):
                    return place
        except OSError:
            continue
    stop("JDK 25 is missing: install Temurin 25 (https://adoptium.net), or set JAVA25_HOME to one")


class Measured:
    def __init__(self, name, command, environment, settle=0.0):
        self.name, self.command, self.environment, self.settle = name, command, environment, settle
        self.wall, self.processor, self.memory = [], [], []

    def run(self, keep=True):
        before = time.perf_counter()
        process = subprocess.Popen(self.command, stdin=NULL, stdout=NULL, stderr=NULL, env=self.environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - before
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            stop("`%s` ended with %d" % (" ".join(map(str, self.command)), process.returncode))
        if keep:
            self.wall.append(wall * 1e3)
            self.processor.append((usage.ru_utime + usage.ru_stime) * 1e3)
            self.memory.append(usage.ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20))
        time.sleep(self.settle)

    def medians(self):
        return [statistics.median(values) for values in (self.wall, self.processor, self.memory)]


def receiver(delay):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(delay)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return "http://127.0.0.1:%d/events" % server.server_address[1]


def deaf(listening):
    """An address that refuses, or one that takes connections and says nothing."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    if listening:
        taken.listen(1000)
    deaf.kept.append(taken)
    return "http://127.0.0.1:%d/events" % taken.getsockname()[1]


deaf.kept = []


class Bench:
    def __init__(self, scratch, arguments):
        self.scratch, self.arguments, self.java = scratch, arguments, os.path.join(jdk(), "bin")
        self.rows = []

    def world(self, name, **variables):
        home = os.path.join(self.scratch, name)
        os.makedirs(home, exist_ok=True)
        return {"HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", **variables}

    def row(self, name, command, environment, settle=0.0):
        self.rows.append(Measured(name, command, environment, settle))

    def prepare(self):
        with open(os.path.join(self.scratch, "Hello.java"), "w") as source:
            source.write("public class Hello { public static void main(String[] words) {} }\n")
        subprocess.run([self.java + "/javac", "-d", self.scratch, self.scratch + "/Hello.java"], check=True)
        plain = self.world("plain")
        hello = [self.java + "/java", "-cp", self.scratch, "Hello"]
        run = [TELEM, "run", "--", "true"]
        self.row(REFERENCE, hello, plain)
        if not self.arguments.cold:
            self.row("true", ["true"], plain)
            self.row("env true", ["env", "true"], plain)
        self.row("telem run -- true, off", run, self.world("off", TELEMETRY="0"))
        self.row("telem run -- true, local", run, self.world("local"))
        self.row("… endpoint answers at once", run, self.world("once", TELEMETRY_ENDPOINT=receiver(0)), SETTLE)
        if self.arguments.cold:
            self.row("telem status", [TELEM, "status"], self.world("local"))
            return
        self.row("… endpoint answers after 200 ms", run, self.world("late", TELEMETRY_ENDPOINT=receiver(0.2)), SETTLE)
        self.row("… endpoint refuses", run, self.world("refuses", TELEMETRY_ENDPOINT=deaf(False)), SETTLE)
        self.row("… endpoint never answers", run, self.world("silent", TELEMETRY_ENDPOINT=deaf(True)), SETTLE)
        self.row("telem run -- true, local, words that are no UTF-8", run + [b"\xff\xfe"], self.world("bytes"))
        self.row("telem run --level local -- true", [TELEM, "run", "--level", "local", "--", "true"], self.world("options"))
        self.row("telem status", [TELEM, "status"], self.world("local"))
        self.row("telem log tail", [TELEM, "log", "tail"], self.world("local"))
        self.row("telem --help", [TELEM, "--help"], self.world("local"))
        if self.arguments.peers:
            self.peers()

    def peers(self):
        """Other wrappers, from npm; what they would send is refused by this machine."""
        nowhere = deaf(False)
        variables = {"PATH": os.environ["PATH"], "HTTPS_PROXY": nowhere, "HTTP_PROXY": nowhere}
        peers = [
            ("sentry-cli", ["monitors", "run", "a-monitor", "--", "true"],
             {"SENTRY_DSN": nowhere.replace("http://", "http://key@").replace("/events", "/1")}),
            # Without a receiver it tries for seconds: a dry run is all but the sending.
            ("datadog-ci", ["trace", "--dry-run", "--", "true"], {"DATADOG_API_KEY": "none", "BUILDKITE": "true"}),
        ]
        for name, words, more in peers:
            if shutil.which(name) is None:
                print("telem: %s is not installed (npm install -g): its row is left out" % name, file=sys.stderr)
                continue
            self.row(" ".join([name] + words), [shutil.which(name)] + words, self.world(name, **variables, **more))

    def measure(self):
        for row in self.rows:
            row.run(keep=False)
        for done in range(self.arguments.rounds):
            for row in self.rows:
                if self.arguments.cold:
                    drop_caches()
                row.run()
            progress("round %d of %d" % (done + 1, self.arguments.rounds))
        progress("")

    def table(self):
        reference = self.rows[0].medians()
        result, fastest = [], min(self.rows[0].wall)
        for row in self.rows:
            medians = row.medians()
            result.append({
                "name": row.name,
                **dict(zip(("wallMs", "processorMs", "memoryMiB"), (round(value, 2) for value in medians))),
                "fastestMs": round(min(row.wall), 2),
                "fastest": round(min(row.wall) / fastest, 2),
                **dict(zip(("wall", "processor", "memory"), (round(a / b, 2) for a, b in zip(medians, reference)))),
            })
        return result

    def endings(self):
        """Milliseconds from the command's last act to the end of the process around it, seen from outside."""
        program, stamp = os.path.join(self.scratch, "child"), os.path.join(self.scratch, "stamp")
        with open(program + ".c", "w") as source:
            source.write(CHILD)
        try:
            subprocess.run(["cc", "-O2", "-o", program, program + ".c"], check=True)
        except (OSError, subprocess.CalledProcessError):
            print("telem: a C compiler is missing: the rows of the end are left out", file=sys.stderr)
            return []
        kinds = []
        for milliseconds in ("0", "50"):
            child = [program, stamp, milliseconds]
            wrapped = [TELEM, "run", "--"] + child
            after = " after %s ms" % milliseconds
            kinds += [
                ("directly," + after, child, self.world("plain"), 0),
                ("off," + after, wrapped, self.world("off", TELEMETRY="0"), 0),
                ("local," + after, wrapped, self.world("local"), 0),
                ("on," + after, wrapped, self.world("once", TELEMETRY_ENDPOINT=receiver(0)), SETTLE),
            ]
        seen = {name: [] for name, _, _, _ in kinds}
        for _ in range(self.arguments.rounds):
            for name, command, environment, settle in kinds:
                subprocess.run(command, stdin=NULL, stdout=NULL, stderr=NULL, env=environment, check=True)
                now = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
                with open(stamp) as file:
                    seen[name].append((now - int(file.read())) / 1e6)
                time.sleep(settle)
        return [{"name": name, "ms": round(statistics.median(values), 2)} for name, values in seen.items()]

    def senders(self):
        """What the detached senders of a loop of runs cost: they become children of this process when their own parent ends."""
        if sys.platform != "linux" or ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) != 0:  # PR_SET_CHILD_SUBREAPER
            return {}
        self.reap()
        environment = self.world("loop", TELEMETRY_ENDPOINT=receiver(0))
        before = time.perf_counter()
        for _ in range(LOOP):
            subprocess.run([TELEM, "run", "--", "true"], stdin=NULL, stdout=NULL, stderr=NULL, env=environment, check=True)
        wall = time.perf_counter() - before
        usages = self.reap()
        return {
            "runs": LOOP,
            "wallMsPerRun": round(wall * 1e3 / LOOP, 2),
            "senders": len(usages),
            "senderProcessorMsPerRun": round(sum(u.ru_utime + u.ru_stime for u in usages) * 1e3 / LOOP, 2),
            "senderMemoryMiB": round(max((u.ru_maxrss for u in usages), default=0) / 1024, 1),
        }

    @staticmethod
    def reap():
        usages = []
        while True:
            try:
                usages.append(os.wait4(-1, 0)[2])
            except ChildProcessError:
                return usages


def drop_caches():
    os.sync()
    try:
        with open("/proc/sys/vm/drop_caches", "w") as file:
            file.write("3")
    except OSError as refused:
        stop("--cold: the page cache cannot be dropped here (%s); it takes root on Linux" % refused.strerror)


def progress(text):
    if sys.stderr.isatty():
        print("\r\033[K" + text, end="", file=sys.stderr, flush=True)


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as file:
            model = next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return {"system": platform.system() + " " + platform.release(), "processor": model, "processors": os.cpu_count()}


def show(result):
    print("| | wall, median | fastest | processor time | peak memory |\n|---|---|---|---|---|")
    for row in result["rows"]:
        # The kernel counts what a process was before it became another program: this script.
        memory = "%(memoryMiB).0f MiB, **%(memory).2f**" if row["memoryMiB"] > result["ownMemoryMiB"] else "–"
        wall = "%(wallMs).1f ms, **%(wall).2f** | %(fastestMs).1f ms, **%(fastest).2f**"
        print(("| %(name)s | " + wall + " | %(processorMs).1f ms, **%(processor).2f** | " + memory + " |") % row)
    if result.get("endings"):
        print("\n| from the command's end to telem's | |\n|---|---|")
        for row in result["endings"]:
            print("| %(name)s | %(ms).2f ms |" % row)
    if result.get("senders"):
        print("\nA loop of %(runs)d runs that send: %(wallMsPerRun).1f ms each; %(senders)d senders, "
              "%(senderProcessorMsPerRun).2f ms of processor time for each run, %(senderMemoryMiB).0f MiB at most." % result["senders"])
    load = result["load"]
    print("\n%(system)s, %(processors)d × %(processor)s, " % result["machine"]
          + "%s; %d rounds, load average %.1f before and %.1f after." % (result["java"], result["rounds"], load[0], load[1]))


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=20, help="how often each row is run (default: 20)")
    parser.add_argument("--json", metavar="FILE", help="also write all figures there")
    parser.add_argument("--cold", action="store_true", help="drop the page cache before each process (root)")
    parser.add_argument("--peers", action="store_true", help="also sentry-cli and datadog-ci, where they are installed")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        stop("--rounds takes a number above 0")
    if arguments.cold:
        drop_caches()
    if arguments.json:
        try:
            open(arguments.json, "a").close()
        except OSError as refused:
            stop("--json: %s cannot be written (%s)" % (arguments.json, refused.strerror))
    sys.stdout.reconfigure(encoding="utf-8")
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="telem-bench-") as scratch:
        bench = Bench(scratch, arguments)
        bench.prepare()
        bench.measure()
        result = {"machine": machine(), "rounds": arguments.rounds, "cold": arguments.cold, "rows": bench.table()}
        if not arguments.cold:
            result["endings"] = bench.endings()
            result["senders"] = bench.senders()
        version = subprocess.run([bench.java + "/java", "-version"], capture_output=True, text=True).stderr.splitlines()
        result["java"] = version[1].split(" (")[0] if len(version) > 1 else "Java 25"
    result["ownMemoryMiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)
    result["load"] = [before, os.getloadavg()[0]]
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(result, file, indent=2, ensure_ascii=False)
    show(result)


main()
