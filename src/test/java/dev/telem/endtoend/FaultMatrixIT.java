package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.endtoend.FaultyReceiver.Fault;
import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However a receiver fails, and however a run hands over: the command ends as itself, its streams
 * are its own, and once the receiver is mended it gets every event (spec delivery.md).
 */
@ExtendWith(Worlds.class)
final class FaultMatrixIT {
  private static final Result THE_COMMANDS_OWN = new Result(3, "out\n", "err\n");

  @ParameterizedTest
  @EnumSource
  void noFaultOfAReceiverIsFeltAndNoEventIsLost(Fault fault, Program program) throws IOException {
    try (FaultyReceiver receiver = new FaultyReceiver(fault)) {
      program.with("TELEMETRY_ENDPOINT", receiver.url());
      runInEveryMode(program);
      receiver.mend();
      assertEverythingArrives(program, receiver, fault.rejects());
    }
  }

  @Test
  void aReceiverThatStallsInTheTlsHandshakeIsNotFeltEither(Program program) throws Exception {
    Path keys = program.home().resolve("keys.p12");
    Path authority = program.home().resolve("authority.pem");
    ServerSocketFactory encrypted = encrypted(program, keys, authority);
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.STALLS_AFTER_CONNECT, encrypted)) {
      program
          .with("TELEMETRY_CA_FILE", authority.toString())
          .with("TELEMETRY_ENDPOINT", receiver.url().replace("http:", "https:"));
      runInEveryMode(program);
      receiver.mend();
      assertEverythingArrives(program, receiver, false);
    }
  }

  @Test
  void aNameServerThatNeverAnswersIsNotFeltEither(Program program) throws IOException {
    try (FaultyReceiver receiver = new FaultyReceiver(Fault.NONE)) {
      program.configured(
          "{\"endpoint\": \"http://"
              + WorseWorld.HOST
              + ":"
              + receiver.port()
              + "/\", \"allowInsecure\": true}");
      WorseWorld.withoutNameServer(program);
      runInEveryMode(program);
      assertThat(receiver.accepted()).isEmpty();
      WorseWorld.withNameServer(program);
      assertEverythingArrives(program, receiver, false);
    }
  }

  private static void runInEveryMode(Program program) {
    program.with("TELEMETRY_FLUSH_TIMEOUT", "400ms");
    for (String mode : List.of("wait", "ci", "detach")) {
      if (mode.equals("ci")) {
        program.without("TELEMETRY_FLUSH").with("CI", "true");
      } else {
        program.without("CI").with("TELEMETRY_FLUSH", mode);
      }
      assertThat(program.wrap("sh", "-c", "echo out; echo err >&2; exit 3"))
          .as(mode)
          .isEqualTo(THE_COMMANDS_OWN);
    }
    // A sender that stalls would go on for a while; killed, it leaves everything as it was.
    program.processes().forEach(process -> process.destroyForcibly());
    program.processes().forEach(process -> process.onExit().join());
  }

  private static void assertEverythingArrives(
      Program program, FaultyReceiver receiver, boolean someWereRejected) {
    Result flush = program.telem("flush");
    assertThat(flush.code()).as(flush.toString()).isZero();
    Set<String> arrived = new TreeSet<>(receiver.accepted());
    Set<String> aside = Ledger.setAside(program);
    assertThat(aside.isEmpty()).isEqualTo(!someWereRejected);
    assertThat(Collections.disjoint(arrived, aside)).isTrue();
    arrived.addAll(aside);
    assertThat(arrived).isEqualTo(Ledger.recorded(program)).hasSize(6);
    assertThat(program.queued()).isEmpty();
    assertThat(Ledger.temporaries(program)).isEmpty();
  }

  private static ServerSocketFactory encrypted(Program program, Path keys, Path authority)
      throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String store = " -storepass password -keystore " + keys;
    for (String words :
        List.of(
            "-genkeypair -keyalg EC -storetype PKCS12 -keypass password -alias a -dname CN=test"
                + " -ext san=ip:127.0.0.1",
            "-exportcert -rfc -alias a -file " + authority)) {
      Result made = program.command(List.of((tool + " " + words + store).split(" ", -1)));
      assertThat(made.code()).as(made.toString()).isZero();
    }
    KeyStore pair = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      pair.load(in, "password".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(pair, "password".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }
}
