package dev.lockflight.connector.cli;

import dev.lockflight.store.RunStore;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "orders",
    description = "List the vetoes, pins and holds that stand: who, why, since when, until when.",
    footer = {"%nExamples:", "  orders", "  orders --all     also those that were taken back"})
final class OrdersCommand implements Callable<Integer> {
  /** All that are shown. */
  record Shown(List<OrderRow> orders) {}

  private final Tool tool;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--all", description = "Every order that was ever given, oldest first.")
  boolean all;

  OrdersCommand(Tool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().openToLook(session.printer())) {
      List<OrderRow> rows =
          all
              ? store.orders().stream().map(OrderRow::of).toList()
              : new StandingOrders(store, tool.place().clock().instant()).in(Environments.of(tool));
      String text = rows.stream().map(OrderRow::text).collect(Collectors.joining("\n"));
      session.printer().show(new Shown(rows), rows.isEmpty() ? "no orders stand" : text);
      return ExitCode.SUCCEEDED.number();
    }
  }
}
