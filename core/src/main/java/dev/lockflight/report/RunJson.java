package dev.lockflight.report;

import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.Evidence;
import dev.lockflight.run.Origin;
import dev.lockflight.run.OutputKey;
import dev.lockflight.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as JSON; a field may be added, never renamed or given another meaning. */
final class RunJson {
  static final int VERSION = 1;

  private final ReportedRun view;

  private RunJson(ReportedRun view) {
    this.view = view;
  }

  static String of(ReportedRun view) {
    return new RunJson(view).json().toString();
  }

  private SafeJson json() {
    Run run = view.run();
    return new SafeJson()
        .put("schema", "lockflight.run")
        .put("schemaVersion", VERSION)
        .put("id", run.id().value())
        .put("pipeline", run.pipeline().value())
        .put("structure", run.created().structure().value())
        .put("status", run.status().name())
        .put("reason", run.reason())
        .text("abort", run.abort())
        .put("createdAt", run.createdAt().toString())
        .put("changedAt", run.changedAt().toString())
        .put("durationMillis", millis(view.span()))
        .put("events", run.seq())
        .put("release", release(run))
        .put("cause", cause(run.created().cause()))
        .put("origin", origin(run.created().origin()))
        .put("parameters", run.parameters().texts())
        .put("stages", view.stages().stream().map(this::stage).toList())
        .put("decisions", view.decisions().stream().map(RunJson::decision).toList())
        .put("deployments", run.deployments().stream().map(RunJson::deployment).toList())
        .put("outputs", outputs(run));
  }

  private static Map<String, Object> release(Run run) {
    return new SafeJson()
        .put("commit", run.release().commit())
        .put("digest", run.release().digest().value())
        .put("artifacts", run.release().artifacts())
        .fields();
  }

  private static Map<String, Object> cause(Cause cause) {
    return new SafeJson()
        .put("kind", cause.kind().name())
        .put("ref", cause.ref())
        .put("target", cause.target())
        .put("by", cause.by().name())
        .put("vouchedBy", cause.by().vouchedBy())
        .put("authors", cause.authors())
        .fields();
  }

  private static Map<String, Object> origin(Origin origin) {
    return new SafeJson()
        .put("kind", origin.kind().name())
        .text("run", origin.earlierRun())
        .text("stage", Optional.ofNullable(origin.stage()))
        .put("reason", origin.reason())
        .text("plan", origin.appliedPlan())
        .fields();
  }

  private Map<String, Object> stage(ReportStage stage) {
    return new SafeJson()
        .put("name", stage.name().value())
        .text("stage", stage.definition().map(definition -> definition.name()))
        .put("cell", stage.isCell() && stage.node() != null ? stage.node().cell() : null)
        .text("environment", stage.environment().map(Environment::name))
        .put("status", stage.run().status().name())
        .put("reason", stage.run().reason())
        .put("rolledBack", stage.rolledBack())
        .text("begunAt", stage.run().begunAt())
        .text("endedAt", stage.run().endedAt())
        .put("durationMillis", millis(stage.span()))
        .put("waits", Waits.of(stage.run(), view.asOf()))
        .put("items", stage.items().stream().map(this::item).toList())
        .fields();
  }

  private Map<String, Object> item(ReportItem item) {
    ReportItem.State state = item.state();
    return new SafeJson()
        .put("phase", item.key().phase().name())
        .put("kind", item.kind().name())
        .put("name", item.key().item())
        .put("status", state.status())
        .put("refusal", refusal(item))
        .put("message", state.message())
        .put("mayFail", item.mayFail())
        .put("attempts", state.attempt())
        .text("startedAt", Optional.ofNullable(state.span().from()))
        .text("endedAt", Optional.ofNullable(state.span().to()))
        .put("durationMillis", millis(state.span()))
        .put("evidence", state.evidence().stream().map(RunJson::evidence).toList())
        .fields();
  }

  private static @Nullable String refusal(ReportItem item) {
    Mark mark = item.mark();
    return mark == Mark.REJECTED || mark == Mark.EXPIRED ? mark.name() : null;
  }

  private static Map<String, Object> evidence(Evidence evidence) {
    return new SafeJson()
        .put("name", evidence.name())
        .put("observed", evidence.observed())
        .put("expected", evidence.expected())
        .put("source", evidence.source())
        .fields();
  }

  private static Map<String, Object> decision(ReportDecision made) {
    return new SafeJson()
        .put("at", made.at().toString())
        .put("by", made.who().name())
        .put("vouchedBy", made.who().vouchedBy())
        .put("what", made.what())
        .put("on", made.on())
        .put("why", made.why())
        .text("digest", Optional.of(made.digest()).filter(digest -> !digest.isEmpty()))
        .fields();
  }

  private static Map<String, Object> deployment(Deployment line) {
    return new SafeJson()
        .put("at", line.at().toString())
        .put("environment", line.environment().value())
        .put("stage", line.stage().value())
        .put("state", line.state().name())
        .put("release", line.release().commit())
        .fields();
  }

  private static List<String> outputs(Run run) {
    return run.outputs().keySet().stream()
        .sorted(Comparator.comparing(OutputKey::toString))
        .map(OutputKey::toString)
        .toList();
  }

  private @Nullable Long millis(Span span) {
    Instant until = view.asOf();
    return span.until(until).map(Duration::toMillis).orElse(null);
  }
}
