package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Evidence;
import dev.lockflight.Phase;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
  private static final String CANARY =
      "<script>alert(1)</script><img src=x onerror=alert(1)>\"'`&</td></table>";

  @ParameterizedTest
  @MethodSource("dev.lockflight.report.GoldenReportsTest#runs")
  void shows_every_stage_and_needs_no_network(Story story) {
    String page = story.report().html();

    Samples.delivery().stages().forEach(stage -> assertThat(page).contains(stage.name().value()));
    assertNeedsNothing(page);
  }

  @Test
  void shows_gates_with_their_evidence_and_what_was_rolled_back() {
    String page = Samples.rolledBack().report().html();

    assertThat(page)
        .contains("What went wrong", "FAILED", "Timeline", "observed", "expected")
        .contains("rolled back");
  }

  @Test
  void a_pipeline_is_drawn_before_anything_has_run() {
    String page = PipelineReport.of(Samples.delivery()).html();

    assertThat(page).contains("<svg", "stg_build", "prod_build", "continuous-delivery");
    assertNeedsNothing(page);
  }

  /** What steps, gates and people wrote is text, wherever it stands. */
  @Test
  void nothing_that_others_wrote_becomes_markup() {
    Evidence evidence = Evidence.of(CANARY, CANARY, CANARY, CANARY);
    String page =
        Samples.staged("run-hostile")
            .gate(
                Story.item("stg_build", Phase.VERIFY, "row-count"),
                Verdict.failed(CANARY, evidence))
            .stageEnded("stg_build", RunStatus.FAILED, CANARY)
            .ended(RunStatus.FAILED, CANARY)
            .report()
            .html();

    assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script", "<img", "\"'`&<");
  }

  /** No address but in links for people, no script, and a policy that would forbid both. */
  private static void assertNeedsNothing(String page) {
    assertThat(page)
        .contains("Content-Security-Policy", "default-src &#39;none&#39;")
        .doesNotContain("<script", "<link", "<iframe", "url(", "@import", " src=");
  }
}
