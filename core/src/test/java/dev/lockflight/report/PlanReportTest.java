package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.engine.Planner;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.plan.Plan;
import dev.lockflight.store.InMemoryRunStore;
import org.junit.jupiter.api.Test;

class PlanReportTest {
  private static final Plan PLAN = planOf(Samples.delivery(), "main");

  private static Plan planOf(Pipeline pipeline, String branch) {
    StartRequest request =
        StartRequest.of(
            pipeline.name().value(),
            Cause.push(branch, Principal.of("alice")).withAuthors("bob"),
            Release.of("4f2a1c9d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39"));
    return Planner.on(new InMemoryRunStore(), () -> Story.START)
        .plan(pipeline, request.with(Parameter.text("selection"), "tag:deploy *bold* @all"));
  }

  @Test
  void plan_reads_as_before() {
    PlanReport report = PlanReport.of(PLAN);
    Golden.check("plan.txt", withoutDigest(report.outline()));
    Golden.check("plan.md", withoutDigest(report.markdown()));
  }

  /** The digest covers outlines; their wording is not a matter of reports. */
  private static String withoutDigest(String text) {
    String value = PLAN.digest().value();
    return text.replace(value, "sha256:plan").replace(PLAN.digest().brief(), "abcdef012345");
  }

  @Test
  void a_plan_comes_back_from_json_as_it_was() {
    String json = PlanReport.of(PLAN).json();

    assertThat(json).hasLineCount(1).contains("\"schema\":\"lockflight.plan\"");
    assertThat(json).contains("\"digest\":\"" + PLAN.digest() + "\"");
    assertThat(PlanReport.read(json)).isEqualTo(PLAN);
    assertThat(PlanReport.read(json).digest()).isEqualTo(PLAN.digest());
  }

  @Test
  void what_is_no_plan_or_was_changed_is_refused() {
    String json = PlanReport.of(PLAN).json();

    assertThatThrownBy(() -> PlanReport.read("{\"schema\":\"lockflight.run\"}"))
        .isInstanceOf(UnreadablePlanException.class)
        .hasMessageContaining("its schema is not lockflight.plan");
    assertThatThrownBy(() -> PlanReport.read("plan?"))
        .isInstanceOf(UnreadablePlanException.class)
        .hasMessageContaining("make a new one");
    assertThatThrownBy(() -> PlanReport.read(json.substring(0, json.length() / 2)))
        .isInstanceOf(UnreadablePlanException.class);
    assertThatThrownBy(() -> PlanReport.read(json.replace("4f2a1c9d8e", "aaaaaaaaaa")))
        .isInstanceOf(UnreadablePlanException.class)
        .hasMessageContaining("it was changed since it was made");
    assertThatThrownBy(
            () -> PlanReport.read(json.replace("\"schemaVersion\":1", "\"schemaVersion\":2")))
        .hasMessageContaining("a newer Lockflight wrote it");
    assertThatThrownBy(() -> PlanReport.read("{\"schema\":\"lockflight.plan\"}"))
        .isInstanceOf(UnreadablePlanException.class);
  }
}
