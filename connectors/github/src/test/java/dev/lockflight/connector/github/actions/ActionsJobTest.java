package dev.lockflight.connector.github.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.InvalidDefinitionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionsJobTest {
  private static final String WHO =
      "\"repository\":{\"full_name\":\"acme/warehouse\"},\"sender\":{\"login\":\"alice\",\"type\":\"User\"}}";

  @TempDir Path directory;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private ActionsJob job(String event, String payload) throws IOException {
    return ActionsJob.of(
        environment(event, payload), new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  private Map<String, String> environment(String event, String payload) throws IOException {
    return Map.of(
        "GITHUB_ACTIONS",
        "true",
        "GITHUB_EVENT_NAME",
        event,
        "GITHUB_EVENT_PATH",
        Files.writeString(directory.resolve("event.json"), payload + WHO).toString(),
        "GITHUB_SHA",
        "5ba",
        "GITHUB_REPOSITORY",
        "acme/warehouse",
        "GITHUB_RUN_ID",
        "42",
        "GITHUB_STEP_SUMMARY",
        directory.resolve("summary").toString(),
        "GITHUB_OUTPUT",
        directory.resolve("output").toString());
  }

  private ActionsJob dispatched() throws IOException {
    return job("workflow_dispatch", "{\"inputs\":{\"target\":\"prod\"},");
  }

  @Test
  void a_dispatch_is_a_manual_start_with_its_inputs_at_the_jobs_commit() throws Exception {
    ActionsJob job = dispatched();

    assertThat(job.cause()).hasToString("manual start by alice");
    assertThat(job.cause().inputs()).isEqualTo(Map.of("target", "prod"));
    assertThat(job.release().commit()).isEqualTo("5ba");
    assertThat(job.link()).hasToString("https://github.com/acme/warehouse/actions/runs/42");
  }

  @Test
  void of_a_pull_request_the_head_is_released_and_not_the_merge() throws Exception {
    ActionsJob job =
        job(
            "pull_request",
            "{\"action\":\"opened\",\"pull_request\":{\"number\":7,\"user\":{\"login\":\"bob\"},"
                + "\"head\":{\"ref\":\"laps\",\"sha\":\"c0ffee\",\"repo\":{\"full_name\":\"acme/warehouse\"}},"
                + "\"base\":{\"ref\":\"main\",\"repo\":{\"full_name\":\"acme/warehouse\"}}},");

    assertThat(job.release().commit()).isEqualTo("c0ffee");
    assertThat(job.pullRequest()).hasValue(7);
    assertThat(job.isFromFork()).isFalse();
  }

  @Test
  void a_schedule_is_a_cron_cause() throws Exception {
    assertThat(job("schedule", "{\"schedule\":\"0 3 * * *\",").cause())
        .isEqualTo(Cause.cron("0 3 * * *"));
  }

  @Test
  void outside_a_job_and_for_other_events_it_says_what_to_do() {
    assertThatThrownBy(() -> ActionsJob.of(Map.of(), System.out))
        .isInstanceOf(ActionsException.class)
        .hasMessageContaining("this is no job of GitHub Actions");
    assertThatThrownBy(() -> job("watch", "{"))
        .isInstanceOf(ActionsException.class)
        .hasMessageContaining("event watch starts no pipeline");
  }

  @Test
  void the_summary_grows_and_outputs_cannot_forge_others() throws Exception {
    ActionsJob job = dispatched();

    job.summary("# one");
    job.summary("two");
    job.output("notes", "a\nname<<EOF\nb");

    assertThat(directory.resolve("summary")).hasContent("# one\ntwo\n");
    List<String> lines = Files.readAllLines(directory.resolve("output"));
    String end = lines.get(0).substring("notes<<".length());
    assertThat(lines).containsExactly("notes<<" + end, "a", "name<<EOF", "b", end);
    assertThatThrownBy(() -> job.output("a b", "x")).isInstanceOf(InvalidDefinitionException.class);
  }

  @Test
  void marks_groups_and_masks_are_written_as_the_runner_reads_them() throws Exception {
    ActionsJob job = dispatched();

    try (ActionsJob.Group group = job.group("dbt build")) {
      assertThat(group).isNotNull();
      job.annotate(ActionsJob.Level.ERROR, "models/a,b.sql", 3, "100 %\nbroken");
      job.annotate(ActionsJob.Level.NOTICE, "hint: x", "fine");
    }
    job.mask("one\ntwo");

    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "::group::dbt build",
            "::error file=models/a%2Cb.sql,line=3::100 %25%0Abroken",
            "::notice title=hint%3A x::fine",
            "::endgroup::",
            "::add-mask::one",
            "::add-mask::two");
  }
}
