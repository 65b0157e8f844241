package dev.lockflight.store.jdbc;

import dev.lockflight.store.RunStore;
import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.RunStore.Request;
import dev.lockflight.testkit.contract.RunScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Another process at the same store, for tests: opens it, does one thing, and says on its standard
 * output what the store has acknowledged.
 */
public final class StoreChild {
  private StoreChild() {}

  /** The process that does that. */
  static Process start(String place, String... what) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Duser.timezone=Asia/Kolkata",
                "-cp",
                System.getProperty("java.class.path"),
                StoreChild.class.getName(),
                place));
    command.addAll(List.of(what));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static BufferedReader lines(Process child) {
    return new BufferedReader(
        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
  }

  public static void main(String[] args) {
    try (RunStore store = open(args[0])) {
      switch (args[1]) {
        case "append" -> append(store, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        case "own" -> own(store, args[2]);
        case "ask" -> ask(store, new Request(args[2], args[3], args[4]));
        default -> throw new IllegalArgumentException(args[1]);
      }
    }
  }

  /** A file, or the address of a PostgreSQL database with a schema behind a {@code #}. */
  public static RunStore open(String place) {
    if (!place.startsWith("jdbc:")) {
      return JdbcRunStore.sqlite(Path.of(place));
    }
    int hash = place.indexOf('#');
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(place.substring(0, hash));
    return JdbcRunStore.postgres(dataSource, place.substring(hash + 1));
  }

  /** Appends to some runs at once, from where their journals end, until it is killed. */
  private static void append(RunStore store, int runs, int steps) {
    List<RunScript> scripts = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      RunScript script = new RunScript("run-" + run, Instant.EPOCH);
      scripts.add(script.from(store.read(script.run(), 0).size()));
    }
    say("ready");
    for (int step = 0; step < steps; step++) {
      int number = step;
      store.append(scripts.stream().map(script -> script.step(number)).toList());
      say("" + scripts.get(0).seq());
    }
  }

  private static void own(RunStore store, String owner) {
    try (Ownership owning = store.own(owner)) {
      say("owned");
      waitForInput();
      say("released " + owning.getClass().isAnonymousClass());
    }
  }

  private static void ask(RunStore store, Request request) {
    store.send(request);
    say("sent to " + store.owner().orElse("nobody"));
    Optional<String> answer = store.answerTo(request.id());
    while (answer.isEmpty()) {
      Thread.onSpinWait();
      answer = store.answerTo(request.id());
    }
    say("answer " + answer.orElseThrow());
  }

  private static void waitForInput() {
    try {
      int unused = System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
