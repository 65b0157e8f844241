package dev.lockflight.connector.dbt;

import static dev.lockflight.connector.dbt.Option.DEFER;
import static dev.lockflight.connector.dbt.Option.EXCLUDE;
import static dev.lockflight.connector.dbt.Option.FAIL_FAST;
import static dev.lockflight.connector.dbt.Option.FAVOR_STATE;
import static dev.lockflight.connector.dbt.Option.FULL_REFRESH;
import static dev.lockflight.connector.dbt.Option.SELECT;
import static dev.lockflight.connector.dbt.Option.STATE;
import static dev.lockflight.connector.dbt.Option.TARGET;
import static dev.lockflight.connector.dbt.Option.THREADS;
import static dev.lockflight.connector.dbt.Option.VARS;
import static dev.lockflight.connector.dbt.Option.WARN_ERROR;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The commands, what each accepts (dbt's own command line definitions) and what each must leave
 * behind.
 */
// the lists are copies that cannot change
@SuppressWarnings("ImmutableEnumChecker")
enum Verb {
  DEPS(Leaves.NOTHING, List.of("deps"), Set.of()),
  DEBUG(Leaves.NOTHING, List.of("debug"), Set.of()),
  PARSE(Leaves.MANIFEST, List.of("parse"), Set.of(THREADS)),
  COMPILE(Leaves.RESULTS, List.of("compile"), Verb.deferring(FULL_REFRESH)),
  BUILD(Leaves.RESULTS, List.of("build"), Verb.deferring(FULL_REFRESH)),
  RUN(Leaves.RESULTS, List.of("run"), Verb.deferring(FULL_REFRESH)),
  TEST(Leaves.RESULTS, List.of("test"), Verb.deferring()),
  SEED(Leaves.RESULTS, List.of("seed"), Verb.deferring(FULL_REFRESH)),
  SNAPSHOT(Leaves.RESULTS, List.of("snapshot"), Verb.deferring()),
  SOURCE_FRESHNESS(
      Leaves.SOURCES, List.of("source", "freshness"), Set.of(SELECT, EXCLUDE, THREADS, FAIL_FAST)),
  DOCS_GENERATE(Leaves.CATALOG, List.of("docs", "generate"), Verb.deferring()),
  LS(Leaves.MANIFEST, List.of("ls"), Set.of(SELECT, EXCLUDE, STATE)),
  RETRY(Leaves.RESULTS, List.of("retry"), Set.of(STATE, FULL_REFRESH, THREADS, FAIL_FAST)),
  CLONE(
      Leaves.RESULTS,
      List.of("clone"),
      Set.of(SELECT, EXCLUDE, STATE, FULL_REFRESH, THREADS, FAIL_FAST));

  /** The artifact without which a command has not done its work. */
  enum Leaves {
    NOTHING,
    MANIFEST,
    RESULTS,
    SOURCES,
    CATALOG
  }

  private final Leaves leaves;
  private final List<String> words;
  private final Set<Option> accepts;

  Verb(Leaves leaves, List<String> words, Set<Option> accepts) {
    this.leaves = leaves;
    this.words = List.copyOf(words);
    EnumSet<Option> all = EnumSet.of(TARGET, VARS, WARN_ERROR);
    all.addAll(accepts);
    this.accepts = Set.copyOf(all);
  }

  private static Set<Option> deferring(Option... more) {
    EnumSet<Option> all =
        EnumSet.of(SELECT, EXCLUDE, DEFER, STATE, FAVOR_STATE, THREADS, FAIL_FAST);
    all.addAll(List.of(more));
    return all;
  }

  Leaves leaves() {
    return leaves;
  }

  boolean accepts(Option option) {
    return accepts.contains(option);
  }

  /** Whether this is one of the commands that take neither a target path nor a state. */
  boolean hasNoTargetPath() {
    return this == DEPS || this == DEBUG;
  }

  /** What to type for this engine: 2.x writes the catalog while it compiles. */
  List<String> words(DbtVersion version) {
    return this == DOCS_GENERATE && version.isSecondEngine()
        ? List.of("compile", "--write-catalog")
        : words;
  }

  /** What {@code args.which} may say; a retry repeats another command and tells that one's name. */
  Set<String> which(DbtVersion version) {
    return switch (this) {
      case DOCS_GENERATE -> Set.of(version.isSecondEngine() ? "compile" : "generate");
      case RETRY -> Set.of("retry", "build", "run", "test", "seed", "snapshot", "clone");
      default -> Set.of(words.get(words.size() - 1));
    };
  }

  @Override
  public String toString() {
    return "dbt " + String.join(" ", words);
  }
}
