package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.SecretSource;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a program that has pipelines: run, serve, plan, approve, reject, status,
 * history, explain, abort, resume, retry, rerun, promote, rollback, veto, unveto, pin, unpin, hold,
 * unhold, orders, graph, playbook, report.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   LockflightCli.main(delivery(), args);
 * }
 * }</pre>
 *
 * <p>Who acts is the operating system's user, with the groups the system reports unless {@link
 * #groups} says otherwise; the journal says who vouched. Immutable: each method returns another.
 * One instance may run several commands at once, each with a store of its own.
 */
public final class LockflightCli {
  private final String name;
  private final List<Pipeline> pipelines;
  private final Place place;
  private final Terminal terminal;
  private final @Nullable Function<String, Set<String>> groups;
  private final @Nullable SecretSource secrets;

  private LockflightCli(
      String name,
      List<Pipeline> pipelines,
      Place place,
      Terminal terminal,
      @Nullable Function<String, Set<String>> groups,
      @Nullable SecretSource secrets) {
    this.name = name;
    this.pipelines = List.copyOf(pipelines);
    this.place = place;
    this.terminal = terminal;
    this.groups = groups;
    this.secrets = secrets;
  }

  /** Commands for these pipelines, in the present directory, without environment variables. */
  public static LockflightCli of(Pipeline... pipelines) {
    return new LockflightCli(
        "lockflight",
        List.of(pipelines),
        new Place(Path.of("").toAbsolutePath(), Map.of(), InstantSource.system()),
        new Terminal(InputStream.nullInputStream(), System.out, System.err, null),
        null,
        null);
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(Pipeline pipeline, String... args) {
    of(pipeline).runAndExit(args);
  }

  /** The same for several pipelines; run, plan and graph then need {@code --pipeline}. */
  public static void main(List<Pipeline> pipelines, String... args) {
    of(pipelines.toArray(new Pipeline[0])).runAndExit(args);
  }

  /**
   * Runs the command as the program itself: with the process's environment, terminal and signals,
   * and ends the process with the command's exit code. Ctrl-C leaves the run where it is.
   */
  public void runAndExit(String... args) {
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      // A program without a logger shall not begin with SLF4J's advice; errors still come.
      var unused = System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
    Map<String, String> environment = System.getenv();
    Terminal present =
        new Terminal(System.in, System.out, System.err, OperatingSystem.screen(environment));
    LockflightCli here = in(environment).at(present);
    System.exit(here.run(() -> OperatingSystem.user(groups), new ProcessSignals(), args));
  }

  /** What the program is called in hints and help; lockflight unless said. */
  public LockflightCli called(String program) {
    return new LockflightCli(program, pipelines, place, terminal, groups, secrets);
  }

  /** The environment variables: NO_COLOR, LOCKFLIGHT_STORE, and the secrets of steps. */
  public LockflightCli in(Map<String, String> environment) {
    Place changed = new Place(place.directory(), environment, place.clock());
    return new LockflightCli(name, pipelines, changed, terminal, groups, secrets);
  }

  /** The directory of relative paths, of the default store, and of the git work tree. */
  public LockflightCli from(Path directory) {
    Place changed = new Place(directory.toAbsolutePath(), place.environment(), place.clock());
    return new LockflightCli(name, pipelines, changed, terminal, groups, secrets);
  }

  /** Plain text to these streams, and nobody is asked. */
  public LockflightCli streams(InputStream in, PrintStream out, PrintStream err) {
    return at(new Terminal(in, out, err, null));
  }

  /** Which groups a user of the operating system is in; an approval may name a group. */
  public LockflightCli groups(Function<String, Set<String>> ofUser) {
    return new LockflightCli(name, pipelines, place, terminal, ofUser, secrets);
  }

  /** Where steps find secrets; the environment variables unless said. */
  public LockflightCli secrets(SecretSource source) {
    return new LockflightCli(name, pipelines, place, terminal, groups, source);
  }

  /**
   * Runs one command in this process and returns its exit code; 0 is success, {@code --help} lists
   * the others. It starts no thread that survives, except one daemon thread that reads answers when
   * it asked somebody at a terminal.
   */
  public int run(String... args) {
    return run(() -> OperatingSystem.user(groups), Signals.NONE, args);
  }

  LockflightCli at(Terminal other) {
    return new LockflightCli(name, pipelines, place, other, groups, secrets);
  }

  int run(Supplier<Principal> user, Signals signals, String... args) {
    SecretSource found = secrets == null ? SecretSource.of(place.environment()) : secrets;
    Tool.Given given = new Tool.Given(user, found, signals);
    return Root.of(new Tool(name, pipelines, place, terminal, given)).execute(args);
  }
}
