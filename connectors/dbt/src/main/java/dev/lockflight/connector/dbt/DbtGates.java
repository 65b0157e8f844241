package dev.lockflight.connector.dbt;

import dev.lockflight.Output;
import java.nio.file.Path;
import java.util.List;

/**
 * Gates on what a dbt step left. Each reads only artifacts that are that step's: unchanged since it
 * ended, of its invocation, with its stamp, of the commit that is promoted, and written by a
 * command whose results tell something. Anything else is ERRORED, never passed. All are immutable
 * values; import them statically.
 */
public final class DbtGates {
  private DbtGates() {}

  /** Everything that was executed succeeded. */
  public static DbtSucceeded dbtSucceeded(Output<DbtResult> output) {
    return new DbtSucceeded(output);
  }

  /** The tests passed; narrow it by tag, package or severity. */
  public static TestsPassed testsPassed(Output<DbtResult> output) {
    return new TestsPassed(output, List.of(), "", 0, false);
  }

  /** At least so many nodes were executed. */
  public static MinExecuted minExecuted(Output<DbtResult> output, int least) {
    return new MinExecuted(output, least, "");
  }

  /** The models that match, for example {@code tag:deploy}, enforce a contract. */
  public static ContractsEnforced contractsEnforced(Output<DbtResult> output, String selector) {
    return new ContractsEnforced(output, selector);
  }

  /** No contract of the base is broken. */
  public static NoBreakingContractChange noBreakingContractChange(
      Output<DbtResult> output, DbtState base) {
    return new NoBreakingContractChange(output, base, false, false);
  }

  /** The same against the manifest.json in a directory. */
  public static NoBreakingContractChange noBreakingContractChange(
      Output<DbtResult> output, Path base) {
    return noBreakingContractChange(output, DbtState.in(base));
  }

  /** The sources are fresh, by the result of {@link Dbt#sourceFreshness()}. */
  public static SourceFreshness sourceFreshness(Output<DbtResult> output) {
    return new SourceFreshness(output, "", false);
  }

  /** What was executed names no other environment's catalog. */
  public static NoCrossEnvironmentReferences noCrossEnvironmentReferences(
      Output<DbtResult> output) {
    return new NoCrossEnvironmentReferences(output, List.of());
  }

  /** Each of these domains has a test that ran. */
  public static EveryDomainGuarded everyDomainGuarded(Output<DbtResult> output, String... domains) {
    return new EveryDomainGuarded(output, List.of(domains), 1, "");
  }

  /** Nothing that a dashboard or another exposure reads was broken by this build. */
  public static ExposuresIntact exposuresIntact(Output<DbtResult> output) {
    return new ExposuresIntact(output, "");
  }
}
