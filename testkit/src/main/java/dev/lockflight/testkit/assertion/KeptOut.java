package dev.lockflight.testkit.assertion;

import dev.lockflight.run.GateRun;
import dev.lockflight.run.RunStatus;
import java.util.Optional;

/**
 * What the orders about an environment said to a run that wanted to enter.
 *
 * @param holds whether such an order keeps it out
 * @param expected in words
 */
record KeptOut(boolean holds, String expected) {
  static KeptOut byPin(RunRecord record, String environment) {
    return new KeptOut(waits(record, environment, "pin of "), "wait for the pin of " + environment);
  }

  static KeptOut byHold(RunRecord record, String environment) {
    return new KeptOut(
        waits(record, environment, "hold of "), "wait for the hold of " + environment);
  }

  static KeptOut byVeto(RunRecord record, String environment) {
    boolean rejected = record.run().status() == RunStatus.REJECTED;
    return new KeptOut(
        rejected && said(record, environment).filter(gate -> names(gate, "veto")).isPresent(),
        "be rejected by a veto in " + environment);
  }

  private static boolean waits(RunRecord record, String environment, String order) {
    return !record.run().isEnded()
        && said(record, environment)
            .filter(gate -> gate.verdict().isPending() && names(gate, order))
            .isPresent();
  }

  private static boolean names(GateRun gate, String order) {
    return gate.verdict().evidence().stream().anyMatch(seen -> seen.name().startsWith(order));
  }

  private static Optional<GateRun> said(RunRecord record, String environment) {
    String gate = "orders about " + Ledgers.known(record.pipeline(), environment);
    return record.run().stages().values().stream()
        .flatMap(stage -> stage.gates().entrySet().stream())
        .filter(asked -> asked.getKey().item().equals(gate))
        .map(java.util.Map.Entry::getValue)
        .reduce((first, last) -> last);
  }
}
