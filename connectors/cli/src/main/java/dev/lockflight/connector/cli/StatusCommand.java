package dev.lockflight.connector.cli;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "List the runs, newest first, what is deployed where, and the orders that stand.",
    footer = {"%nExamples:", "  status", "  status --limit 5 --json"})
final class StatusCommand implements Callable<Integer> {
  /** One run. */
  record RunRow(
      String run, String release, RunStatus status, Instant since, List<String> waitsFor) {
    static RunRow of(RunSummary run) {
      return new RunRow(
          run.run().value(),
          run.release().commit(),
          run.status(),
          run.moments().changed().truncatedTo(ChronoUnit.SECONDS),
          run.waits().what());
    }

    String text() {
      String line = "  %s  %-10s %s  %.12s".formatted(run, status, since, release);
      return waitsFor.isEmpty() ? line : line + "\n      " + String.join("\n      ", waitsFor);
    }
  }

  /** One environment. */
  record EnvironmentRow(
      EnvironmentName environment,
      @Nullable Deployment current,
      @Nullable Deployment lastVerified,
      List<OrderRow> orders) {
    String text() {
      String line =
          "  " + environment + ": now " + told(current) + "; verified " + told(lastVerified);
      return orders.stream().map(OrderRow::text).reduce(line, (all, one) -> all + "\n      " + one);
    }

    private static String told(@Nullable Deployment deployment) {
      return deployment == null
          ? "nothing"
          : deployment.release()
              + " "
              + deployment.state()
              + " at "
              + deployment.at().truncatedTo(ChronoUnit.SECONDS)
              + " by "
              + deployment.run();
    }
  }

  /** All of it. */
  record Status(@Nullable String owner, List<RunRow> runs, List<EnvironmentRow> environments) {}

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "At most so many runs. Default: ${DEFAULT-VALUE}.")
  int limit;

  StatusCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw CommandFailedException.usage("--limit must be at least 1: " + limit);
    }
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      Optional<String> owner = store.owner();
      List<RunRow> runs =
          store.list(RunStore.Query.newest(limit)).stream().map(RunRow::of).toList();
      Status status = new Status(owner.orElse(null), runs, environments(store));
      session.printer().show(status, text(session, status));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<EnvironmentRow> environments(RunStore store) {
    Ledger ledger = store.ledger();
    StandingOrders orders = new StandingOrders(store, tool.place().clock().instant());
    return Environments.of(tool).stream()
        .map(
            name ->
                new EnvironmentRow(
                    name,
                    ledger.current(name).orElse(null),
                    ledger.lastVerified(name).orElse(null),
                    orders.in(name)))
        .toList();
  }

  private static String text(Session session, Status status) {
    StringBuilder text = new StringBuilder("runs");
    text.append(status.owner() == null ? ":" : ", worked on by " + status.owner() + ":");
    status.runs().forEach(run -> text.append('\n').append(run.text()));
    text.append(status.runs().isEmpty() ? "\n  none" : "");
    boolean left =
        status.runs().stream().anyMatch(run -> !run.status().isEnd()) && status.owner() == null;
    if (left) {
      text.append("\n  nobody works on the unfinished; go on with: ")
          .append(session.tool().name())
          .append(" resume");
    }
    text.append("\nenvironments:");
    status.environments().forEach(each -> text.append('\n').append(each.text()));
    text.append(status.environments().isEmpty() ? "\n  none" : "");
    return text.toString();
  }
}
