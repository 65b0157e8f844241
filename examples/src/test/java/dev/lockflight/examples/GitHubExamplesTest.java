package dev.lockflight.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GitHubExamplesTest {
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(heard, true, StandardCharsets.UTF_8);

  @Test
  void a_build_is_told_by_a_check_a_comment_and_a_status() throws Exception {
    Run run = GitHubChecks.run(out);

    assertThat(run.status()).as(run.toString()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(heard.toString(StandardCharsets.UTF_8))
        .contains("POST /check-runs", "POST /issues/1/comments", "POST /statuses/");
  }

  @Test
  void a_release_is_published_with_its_file() throws Exception {
    Run run = ReleaseWithNotes.run(out);

    assertThat(run.status()).as(run.toString()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(heard.toString(StandardCharsets.UTF_8))
        .contains("\"generate_release_notes\":true", "POST /releases/1/assets deployed");
  }
}
