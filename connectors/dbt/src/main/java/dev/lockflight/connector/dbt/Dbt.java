package dev.lockflight.connector.dbt;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dbt project and how to run it: where all commands begin. Immutable and thread-safe.
 *
 * <pre>{@code
 * Dbt dbt = Dbt.project(Path.of("warehouse"))
 *     .runBy(LocalDbt.executable(Path.of(".venv/bin/dbt")).inheriting(System.getenv()));
 *
 * stage("stg_build").in(stage)
 *     .run(dbt.build().select("tag:deploy").exclude("tag:heavy").into(STG))
 *     .verify(testsPassed(STG))
 * }</pre>
 *
 * <p>Every command writes into a fresh directory of its own, so that no result of another run can
 * be mistaken for its own. Gates on what it left are in {@link DbtGates}.
 */
public final class Dbt {
  private final DbtSettings settings;

  private Dbt(DbtSettings settings) {
    this.settings = settings;
  }

  /**
   * The directory that holds dbt_project.yml. It is run by the {@code dbt} on no PATH until {@link
   * #runBy}.
   */
  public static Dbt project(Path directory) {
    return new Dbt(DbtSettings.of(directory.toAbsolutePath().normalize()));
  }

  /** Run by this dbt. */
  public Dbt runBy(DbtRunner runner) {
    return new Dbt(settings.with(runner));
  }

  /** Where profiles.yml is, when it is not beside dbt_project.yml. */
  public Dbt profilesDir(Path directory) {
    return new Dbt(settings.withProfilesDir(directory.toAbsolutePath().normalize()));
  }

  /**
   * Keeps the artifacts under {@code directory/<run>/<attempt>} instead of in the step's workspace.
   */
  public Dbt keepingArtifactsIn(Path directory) {
    return new Dbt(settings.withKeptIn(directory.toAbsolutePath().normalize()));
  }

  /**
   * A variable that the project reads with {@code env_var}.
   *
   * @throws InvalidDefinitionException for a name that begins with {@code DBT_}: it would change
   *     what a command does behind its back
   */
  public Dbt environment(String name, String value) {
    if (name.startsWith("DBT_")) {
      throw new InvalidDefinitionException(
          "dbt's own variable "
              + name
              + " is not handed on; say it on the command, and give secrets with Dbt.secret");
    }
    Map<String, String> all = new TreeMap<>(settings.environment());
    all.put(name, value);
    return new Dbt(settings.withEnvironment(all));
  }

  /**
   * A secret that profiles.yml reads with {@code env_var}; its value is looked up when dbt starts.
   *
   * @throws InvalidDefinitionException for a name that does not begin with {@code DBT_ENV_SECRET_}:
   *     only such values does dbt itself keep out of its log and artifacts
   */
  public Dbt secret(String name, Secret secret) {
    if (!name.startsWith("DBT_ENV_SECRET_")) {
      throw new InvalidDefinitionException(
          "the variable of a secret must begin with DBT_ENV_SECRET_, because only those does dbt keep out of"
              + " its log: "
              + name);
    }
    Map<String, Secret> all = new TreeMap<>(settings.secrets());
    all.put(name, secret);
    return new Dbt(settings.withSecrets(all));
  }

  /** Installs the packages of the project. */
  public DbtCommand deps() {
    return command(Verb.DEPS);
  }

  /** Checks the configuration and the connection. */
  public DbtCommand debug() {
    return command(Verb.DEBUG);
  }

  /** Reads the project and writes its manifest. */
  public DbtCommand parse() {
    return command(Verb.PARSE);
  }

  /**
   * Writes the SQL of every node. Its results say nothing about data, and never feed a gate on
   * tests.
   */
  public DbtCommand compile() {
    return command(Verb.COMPILE);
  }

  /** Seeds, models, snapshots and tests, in the order of their dependencies. */
  public DbtCommand build() {
    return command(Verb.BUILD);
  }

  public DbtCommand run() {
    return command(Verb.RUN);
  }

  public DbtCommand test() {
    return command(Verb.TEST);
  }

  public DbtCommand seed() {
    return command(Verb.SEED);
  }

  public DbtCommand snapshot() {
    return command(Verb.SNAPSHOT);
  }

  /**
   * Asks how old the newest row of each source is. Stale sources fail the step, unless left to
   * gates.
   */
  public DbtCommand sourceFreshness() {
    return command(Verb.SOURCE_FRESHNESS);
  }

  /**
   * Writes catalog.json, and with dbt 1.x the documentation's index.html; dbt 2.x is told {@code
   * compile --write-catalog}. Its run_results claims success for tests that never ran, and never
   * feeds a gate.
   */
  public DbtCommand docsGenerate() {
    return command(Verb.DOCS_GENERATE);
  }

  /** Writes the names of the selected nodes to nodes.txt among the artifacts. */
  public DbtCommand ls() {
    return command(Verb.LS);
  }

  /** Runs again what failed in an earlier step, and what was skipped because of it. */
  public DbtCommand retry(Output<DbtResult> failed) {
    return command(Verb.RETRY).state(DbtState.of(failed));
  }

  /**
   * Copies the relations of another environment into this one, without copying data where the
   * platform can.
   */
  public DbtCommand cloneFrom(DbtState source) {
    return command(Verb.CLONE).state(source);
  }

  /** The same, of what an earlier step built. */
  public DbtCommand cloneFrom(Output<DbtResult> source) {
    return cloneFrom(DbtState.of(source));
  }

  private DbtCommand command(Verb verb) {
    return DbtCommand.of(settings, verb);
  }

  @Override
  public String toString() {
    return "dbt project " + settings.project();
  }
}
