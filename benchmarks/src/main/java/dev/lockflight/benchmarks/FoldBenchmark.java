package dev.lockflight.benchmarks;

import dev.lockflight.Cause;
import dev.lockflight.ItemPath;
import dev.lockflight.ParameterValues;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.json.EventJson;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one event of a run costs: folding it, writing it as JSON, reading it back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls begin() first
public class FoldBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @Param({"10", "10000"})
  private int stages;

  private Run run;
  private StepEvent.StepSucceeded event;
  private String type;
  private String body;

  @Setup
  public void begin() {
    Pipeline pipeline = Pipelines.fanOut(stages);
    run = Run.empty(RunId.of("run"));
    happened(
        new RunEvent.Created(
            pipeline.name(),
            pipeline.structure().digest(),
            Cause.manual(Principal.of("somebody")),
            Release.of("c0ffee"),
            new ParameterValues(Map.of()),
            Origin.START));
    for (int i = 0; i < stages; i++) {
      StageName stage = StageName.of("stage-" + i);
      happened(new StageEvent.StageBegun(stage));
      happened(new StepEvent.StepStarted(new ItemPath(stage, Phase.RUN, "step"), 1, "key"));
    }
    ItemPath step = new ItemPath(StageName.of("stage-0"), Phase.RUN, "step");
    event = new StepEvent.StepSucceeded(step, 1, null, null, Map.of());
    type = EventJson.type(event);
    body = EventJson.body(event);
  }

  private void happened(RunEvent event) {
    run = run.after(new JournalEntry(run.id(), run.seq() + 1, NOW, event));
  }

  @Benchmark
  public Run fold() {
    return run.after(new JournalEntry(run.id(), run.seq() + 1, NOW, event));
  }

  @Benchmark
  public String write() {
    return EventJson.body(event);
  }

  @Benchmark
  public RunEvent read() {
    return EventJson.read(type, body);
  }
}
