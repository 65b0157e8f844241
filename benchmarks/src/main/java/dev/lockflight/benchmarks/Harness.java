package dev.lockflight.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures whole runs and prints a Markdown table.
 *
 * <pre>mvn -q -pl benchmarks -am install -DskipTests &amp;&amp; mvn -q -pl benchmarks exec:exec
 * </pre>
 */
@Command(
    name = "lockflight-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures whole runs and prints a Markdown table.")
public final class Harness implements Callable<Integer> {
  /** What can be measured. */
  enum Work {
    /** W1 and W2. */
    STEPS,
    /** W3. */
    FANOUT,
    /** W4. */
    WAITING,
    DEFINITION,
    MANIFEST,
    /** What one event costs, by JMH; not part of ALL. */
    MICRO,
    ALL
  }

  private final Peers peers;

  @Parameters(
      arity = "0..*",
      description = "What to measure: ${COMPLETION-CANDIDATES}; ALL by default.")
  private List<Work> works = List.of(Work.ALL);

  @Option(names = "--dir", description = "On which disk; default: ${DEFAULT-VALUE}")
  private Path directory = Path.of("target", "benchmarks");

  @Option(names = "--smoke", description = "Tiny sizes: shows that everything works, not how fast.")
  private boolean smoke;

  @Option(names = "--no-postgres", description = "SQLite only.")
  private boolean withoutPostgres;

  @Option(names = "--rounds", description = "How often each is measured; the median counts.")
  private int rounds = Sizes.FULL.rounds();

  private Harness(Peers peers) {
    this.peers = peers;
  }

  public static void main(String[] arguments) {
    System.exit(run(Peers.NONE, arguments));
  }

  /** With these peers beside our engine. */
  public static int run(Peers peers, String... arguments) {
    return new CommandLine(new Harness(peers))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    Path absolute = Files.createDirectories(directory).toAbsolutePath().normalize();
    Sizes sizes = smoke ? Sizes.SMOKE : Sizes.FULL.rounds(rounds);
    Report report = new Report(System.out);
    report.begin();
    try (Place sqlite = new SqlitePlace(absolute)) {
      measure(sqlite, sizes, report);
    }
    if (!withoutPostgres && (does(Work.STEPS) || does(Work.FANOUT) || does(Work.WAITING))) {
      try (Place postgres = PostgresPlace.start(absolute)) {
        measure(postgres, sizes, report);
      }
    }
    if (does(Work.DEFINITION)) {
      new DefinitionWork(sizes).measure(report);
    }
    if (works.contains(Work.MICRO)) {
      var unused =
          new Runner(new OptionsBuilder().include(FoldBenchmark.class.getSimpleName()).build())
              .run();
    }
    if (does(Work.MANIFEST)) {
      new ManifestWork(absolute, sizes).measure(report);
    }
    report.end();
    return 0;
  }

  private void measure(Place place, Sizes sizes, Report report) throws Exception {
    if (does(Work.STEPS)) {
      new StepsWork(place, peers.on(place), sizes).measure(report);
    }
    if (does(Work.FANOUT)) {
      new FanOutWork(place, sizes).measure(report);
    }
    if (does(Work.WAITING)) {
      new WaitingWork(place, sizes).measure(report);
    }
  }

  private boolean does(Work work) {
    return works.contains(work) || works.contains(Work.ALL);
  }
}
