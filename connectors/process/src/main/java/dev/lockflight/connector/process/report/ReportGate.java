package dev.lockflight.connector.process.report;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;

/** A gate over report files: what could not be told is ERRORED, with what to do. */
interface ReportGate extends Gate {
  Verdict judge(GateContext context);

  /** Its whole demand on one line. */
  String demand();

  @Override
  default GateName name() {
    return DemandName.of(demand());
  }

  @Override
  default String describe() {
    return demand();
  }

  @Override
  default Verdict evaluate(GateContext context) {
    try {
      return judge(context);
    } catch (UnreadableReportException e) {
      return e.errored(demand());
    }
  }
}
