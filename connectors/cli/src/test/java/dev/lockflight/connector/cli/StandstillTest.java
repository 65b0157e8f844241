package dev.lockflight.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.EnvironmentName;
import dev.lockflight.ParameterValues;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageEvent;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
  private final Pipeline pipeline = new Samples(Path.of("unused")).delivery();
  private final RunId id = RunId.of("r");

  private Run happened(Run run, RunEvent event) {
    return run.after(new JournalEntry(id, run.seq() + 1, AT, event));
  }

  @Test
  void lock_that_was_just_asked_for_may_be_granted_at_once() {
    StageName prod = StageName.of("prod_build");
    Run run =
        happened(
            Run.empty(id),
            new RunEvent.Created(
                pipeline.name(),
                pipeline.structure().digest(),
                Cause.manual(Principal.of("olivia")),
                Release.of("c"),
                ParameterValues.NONE,
                Origin.START));
    run = happened(run, new StageEvent.StageBegun(prod));
    run = happened(run, new StageEvent.LockRequested(prod, EnvironmentName.of("prod")));
    assertThat(Standstill.is(pipeline, run, AT.plusMillis(300))).isFalse();
    assertThat(Standstill.is(pipeline, run, AT.plusMillis(1_300))).isTrue();
  }
}
