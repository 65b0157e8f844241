package dev.lockflight.connector.dbt;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * No contract of the base is broken, by dbt's own rule: enforcement, columns, base types, enforced
 * constraints and the model itself are still there. Columns may be added, contracts may become
 * enforced. A base of another project or adapter is ERRORED, one by another minor version of dbt at
 * best WARNED. Immutable.
 *
 * @param mayLackBase a base that is not there, as before the first deployment, is SKIPPED instead
 *     of ERRORED
 * @param lenient breaking a model without versions is only WARNED, as dbt itself does
 */
public record NoBreakingContractChange(
    Output<DbtResult> output, DbtState base, boolean mayLackBase, boolean lenient) implements Gate {
  /** Without a base, as before the first deployment, it opens. */
  public NoBreakingContractChange passingWithoutBase() {
    return new NoBreakingContractChange(output, base, true, lenient);
  }

  /** Like dbt itself: only versioned models may not break. */
  public NoBreakingContractChange warningOnUnversioned() {
    return new NoBreakingContractChange(output, base, mayLackBase, true);
  }

  @Override
  public GateName name() {
    return GateName.of("no breaking contract change in " + output.name());
  }

  @Override
  public Set<Output<?>> reads() {
    Set<Output<?>> all = new HashSet<>(base.reads());
    all.add(output);
    return all;
  }

  @Override
  public String describe() {
    return name().value()
        + " against "
        + base
        + (mayLackBase ? ", if there is one" : "")
        + (lenient ? ", warning on unversioned models" : "");
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return Believed.judge(output, context, artifacts -> judge(artifacts, context));
  }

  private Verdict judge(Believed artifacts, GateContext context) throws Exception {
    FoundState found;
    try {
      found = FoundState.find(base, context);
    } catch (DbtException e) {
      if (mayLackBase && e.problem() == DbtProblem.STATE_MISSING) {
        return Verdict.skipped("there is no base to compare with: " + base);
      }
      throw e;
    }
    Manifest head = artifacts.manifest();
    Manifest old =
        DbtArtifacts.manifest(found.directory().resolve(ArtifactKind.MANIFEST.fileName()));
    Findings findings = new Findings(artifacts.source(ArtifactKind.MANIFEST));
    findings.add(
        "base", found.directory() + " " + found.digest(), "dbt " + head.metadata().dbtVersion());
    String unlike = unlike(old.metadata(), head.metadata());
    return unlike.isEmpty()
        ? compare(ContractComparison.of(old, head, context.now()), old, head, findings)
        : findings.errored("the base cannot be compared: " + unlike);
  }

  private static String unlike(ArtifactMetadata old, ArtifactMetadata head) {
    if (!old.project().adapter().equals(head.project().adapter())) {
      return "its adapter is " + old.project().adapter() + ", not " + head.project().adapter();
    }
    boolean told = !old.project().name().isEmpty() && !head.project().name().isEmpty();
    return told && !old.project().name().equals(head.project().name())
        ? "its project is " + old.project().name() + ", not " + head.project().name()
        : "";
  }

  private Verdict compare(
      List<ContractComparison.Breaking> changes, Manifest old, Manifest head, Findings findings) {
    for (ContractComparison.Breaking change : changes) {
      findings.add(change.uniqueId() + " " + change.what(), change.after(), change.before());
    }
    boolean fails = changes.stream().anyMatch(change -> change.versioned() || !lenient);
    if (fails) {
      return findings.failed(
          changes.size() + " breaking changes of contracts, first " + told(changes.get(0)));
    }
    if (!changes.isEmpty()) {
      return findings.warned(
          changes.size()
              + " breaking changes of unversioned models, first "
              + told(changes.get(0)));
    }
    if (!old.metadata().minorVersion().equals(head.metadata().minorVersion())) {
      return findings.warned(
          "no breaking change was found, but the base was written by dbt "
              + old.metadata().dbtVersion()
              + " and this by "
              + head.metadata().dbtVersion());
    }
    long contracts = old.all("model").filter(node -> node.contract().enforced()).count();
    return findings.passed("all " + contracts + " contracts of the base are kept");
  }

  private static String told(ContractComparison.Breaking change) {
    return change.uniqueId()
        + " "
        + change.what()
        + ": "
        + change.before()
        + " → "
        + change.after();
  }
}
