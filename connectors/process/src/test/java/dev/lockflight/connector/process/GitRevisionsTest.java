package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Revision;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRevisionsTest {
  @TempDir Path directory;

  @CanIgnoreReturnValue
  private String git(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("git", "-C", directory.toString()));
    words.addAll(List.of("-c", "user.name=Ann", "-c", "user.email=ann@example.org"));
    words.addAll(List.of(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }

  private String commit(String text) throws Exception {
    Files.writeString(directory.resolve("model.sql"), text);
    git("add", ".");
    git("commit", "-q", "-m", text);
    return git("rev-parse", "HEAD");
  }

  private GitRevisions revisions() {
    return GitRevisions.in(directory).inheriting(System.getenv());
  }

  @Test
  void the_head_of_a_branch_moves_with_each_commit() throws Exception {
    git("init", "-q", "-b", "main");
    String first = commit("select 1");
    assertThat(revisions().head("main")).contains(Revision.of(first));

    git("checkout", "-q", "-b", "feature/new-model");
    String second = commit("select 2");
    assertThat(revisions().head("feature/new-model")).contains(Revision.of(second));
    assertThat(revisions().head("main")).contains(Revision.of(first));
    assertThat(revisions().head("new-model")).isEmpty();
  }

  @Test
  void a_tag_marks_a_commit_also_when_it_is_an_object_of_its_own() throws Exception {
    git("init", "-q", "-b", "main");
    String first = commit("select 1");
    git("tag", "light");
    git("tag", "-a", "v1.0", "-m", "first");

    assertThat(revisions().tagged("light")).contains(Revision.of(first));
    assertThat(revisions().tagged("v1.0")).contains(Revision.of(first));
    assertThat(git("rev-parse", "v1.0")).isNotEqualTo(first);
    assertThat(revisions().tagged("v2.0")).isEmpty();
  }

  @Test
  void a_directory_that_is_no_repository_is_told() {
    assertThatThrownBy(() -> revisions().head("main"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("git could not be asked for the commits of " + directory)
        .hasMessageContaining("does not appear to be a git repository");
  }

  @Test
  void a_host_that_is_not_there_is_told_without_the_password() {
    GitRevisions there =
        GitRevisions.of("http://ann:s3cr3t@localhost:1/analytics.git").inheriting(System.getenv());

    assertThat(there.name()).isEqualTo("http://localhost:1/analytics.git");
    assertThatThrownBy(() -> there.head("main"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("http://localhost:1/analytics.git")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void one_who_never_answers_is_left() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      GitRevisions there =
          GitRevisions.of("http://localhost:" + silent.getLocalPort() + "/a.git")
              .inheriting(System.getenv())
              .timeout(Duration.ofMillis(300));

      assertThatThrownBy(() -> there.head("main"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("git did not answer within PT0.3S");
    }
  }

  @Test
  void names_that_are_options_or_patterns_are_refused() {
    assertThatThrownBy(() -> GitRevisions.of("--upload-pack=touch x"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("must be a URL or a directory");
    assertThatThrownBy(() -> GitRevisions.of("x").inheriting(Map.of()).head("main*"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("'main*'");
    assertThatThrownBy(() -> GitRevisions.of("x").timeout(Duration.ZERO))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("PT0S");
  }
}
