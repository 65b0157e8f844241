package dev.lockflight.connector.sql;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;

/** A gate over data: what could not be told is ERRORED, with the query and the database's words. */
interface DataGate extends Gate {
  Verdict judge(GateContext context) throws InterruptedException;

  /** Its whole demand as one readable line; also its name, so that it is unique in its phase. */
  String demand();

  @Override
  default GateName name() {
    return ReadableName.of(demand());
  }

  @Override
  default String describe() {
    return demand();
  }

  @Override
  default Verdict evaluate(GateContext context) throws InterruptedException {
    try {
      return judge(context);
    } catch (CouldNotTellException e) {
      String said = String.valueOf(e.getMessage());
      return Verdict.errored(said, Evidence.of(demand(), said, "an answer", e.source()));
    }
  }
}
