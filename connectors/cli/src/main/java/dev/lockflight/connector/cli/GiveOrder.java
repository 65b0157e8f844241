package dev.lockflight.connector.cli;

import dev.lockflight.Order;
import dev.lockflight.Principal;
import dev.lockflight.store.RunStore;

/** Gives an order as the operating system's user, and tells that it stands. */
final class GiveOrder {
  /** What is ordered. */
  interface Wish {
    Order by(Principal person, Asked asked);
  }

  /** With what an order is made. */
  record Asked(Session session, RunStore store, String reason) {}

  private GiveOrder() {}

  /** An order that needs no reason. */
  static Integer give(Tool tool, CommonOptions common, String reason, Wish wish) {
    Session session = Session.of(tool, common);
    try (RunStore store = session.store().open()) {
      Order order = wish.by(tool.user(), new Asked(session, store, reason));
      String by = new Deliver(session, store).ordered(order);
      String waiting = by.equals(Deliver.HERE) ? "; runs that wait go on with resume" : "";
      session.printer().show(OrderRow.of(order), order + waiting);
      return ExitCode.SUCCEEDED.number();
    }
  }

  /** One that people will ask about. */
  static Integer withReason(Tool tool, CommonOptions common, ReasonOption reason, Wish wish) {
    if (reason.text.isBlank()) {
      throw CommandFailedException.usage(
          "say why with --reason; it stands in the journal, and people will ask");
    }
    return give(tool, common, reason.text, wish);
  }
}
