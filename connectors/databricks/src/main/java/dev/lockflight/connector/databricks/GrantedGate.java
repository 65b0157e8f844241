package dev.lockflight.connector.databricks;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.util.List;
import java.util.TreeSet;

/** Opens while a principal has privileges. */
record GrantedGate(UnityCatalog catalog, Securable what, String principal, List<String> privileges)
    implements Gate {
  @Override
  public GateName name() {
    return GateName.of("privileges on " + what);
  }

  @Override
  public String describe() {
    return principal + " has " + privileges + " on " + what;
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    Privileges found = catalog.effective(what, principal);
    List<String> missing = privileges.stream().filter(each -> !found.include(each)).toList();
    Evidence seen =
        Evidence.of(
            "privileges of " + principal,
            new TreeSet<>(found.names()),
            privileges,
            what.toString());
    return missing.isEmpty()
        ? Verdict.passed(describe(), seen)
        : Verdict.failed(
            principal + " lacks " + missing + " on " + what + ": grant them to it", seen);
  }
}
