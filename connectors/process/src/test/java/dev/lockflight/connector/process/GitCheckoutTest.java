package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Call;
import dev.lockflight.FailureClass;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Release;
import dev.lockflight.StepFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real repository on this machine, checked out by the real git. */
class GitCheckoutTest {
  @TempDir Path directory;
  private Path origin;
  private Path tree;
  private String first;

  @BeforeEach
  void repository() throws Exception {
    origin = Files.createDirectories(directory.resolve("origin"));
    tree = directory.resolve("tree");
    git("init", "-q", "-b", "main");
    first = commit("select 1");
  }

  @CanIgnoreReturnValue
  private String git(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("git", "-C", origin.toString()));
    words.addAll(List.of("-c", "user.name=Ann", "-c", "user.email=ann@example.org"));
    words.addAll(List.of(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }

  private String commit(String text) throws Exception {
    Files.writeString(origin.resolve("model.sql"), text);
    git("add", ".");
    git("commit", "-q", "-m", text);
    return git("rev-parse", "HEAD");
  }

  private String checkedOut(String commit) throws Exception {
    Call<String> step = GitCheckout.of(origin).inheriting(System.getenv()).into(tree);
    return step.run(Contexts.in(directory.resolve("work")).release(Release.of(commit)));
  }

  private String model() throws Exception {
    return Files.readString(tree.resolve("model.sql"));
  }

  @Test
  void release_is_checked_out_and_an_older_one_later() throws Exception {
    assertThat(checkedOut(first)).isEqualTo(first);
    assertThat(model()).isEqualTo("select 1");

    String second = commit("select 2");
    assertThat(checkedOut(second.substring(0, 10))).isEqualTo(second);
    assertThat(model()).isEqualTo("select 2");
    assertThat(checkedOut(first)).isEqualTo(first);
    assertThat(model()).isEqualTo("select 1");
  }

  @Test
  void what_was_changed_or_left_behind_is_gone_and_what_git_ignores_stays() throws Exception {
    Files.writeString(origin.resolve(".gitignore"), "target/\n");
    String commit = commit("select 2");
    assertThat(checkedOut(commit)).isEqualTo(commit);
    Files.writeString(tree.resolve("model.sql"), "select broken");
    Files.writeString(tree.resolve("left.sql"), "select 9");
    Files.createDirectories(tree.resolve("target"));
    Files.writeString(tree.resolve("target/manifest.json"), "{}");

    assertThat(checkedOut(commit)).isEqualTo(commit);
    assertThat(model()).isEqualTo("select 2");
    assertThat(tree.resolve("left.sql")).doesNotExist();
    assertThat(tree.resolve("target/manifest.json")).exists();
  }

  @Test
  void commit_that_no_branch_has_is_fetched_by_its_id() throws Exception {
    git("checkout", "-q", "--detach");
    String hidden = commit("select hidden");
    git("update-ref", "refs/pull/7/head", hidden);
    git("checkout", "-q", "main");

    assertThat(checkedOut(hidden)).isEqualTo(hidden);
    assertThat(model()).isEqualTo("select hidden");
  }

  @Test
  void unknown_or_impossible_commit_is_refused_with_what_to_do() throws Exception {
    assertThat(checkedOut(first)).isEqualTo(first);
    String unknown = "0123456789012345678901234567890123456789";
    assertThatThrownBy(() -> checkedOut(unknown))
        .isInstanceOf(StepFailedException.class)
        .hasMessage("there is no commit " + unknown + " in " + origin + "; push it first");
    assertThatThrownBy(() -> checkedOut("main"))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("the release is no commit of git: 'main'")
        .hasMessageContaining("40 hexadecimal digits");
    assertThat(model()).isEqualTo("select 1");
  }

  @Test
  void directory_of_somebody_else_is_left_alone() throws Exception {
    Files.createDirectories(tree);
    Files.writeString(tree.resolve("thesis.txt"), "months of work");
    assertThatThrownBy(() -> checkedOut(first))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("is no git work tree and not empty");
    assertThat(tree.resolve("thesis.txt")).hasContent("months of work");
  }

  @Test
  void checkout_that_was_cut_off_is_taken_up_again() throws Exception {
    assertThat(checkedOut(first)).isEqualTo(first);
    String second = commit("select 2");
    Files.delete(tree.resolve("model.sql"));
    Files.delete(tree.resolve(".git/HEAD"));
    assertThatThrownBy(() -> checkedOut(second)).isInstanceOf(StepFailedException.class);
    Files.writeString(tree.resolve(".git/HEAD"), "ref: refs/heads/unborn\n");

    assertThat(checkedOut(second)).isEqualTo(second);
  }

  @Test
  void repository_that_is_away_may_be_tried_again() {
    Path away = directory.resolve("away");
    Call<String> step = GitCheckout.of(away).inheriting(System.getenv()).into(tree);
    assertThatThrownBy(() -> step.run(Contexts.in(directory).release(Release.of(first))))
        .isInstanceOf(StepFailedException.class)
        .extracting(e -> ((StepFailedException) e).failureClass())
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void repository_is_checked_when_it_is_named() {
    assertThatThrownBy(() -> GitCheckout.of("--upload-pack=touch x"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("must be a URL or a directory");
    assertThatThrownBy(() -> GitCheckout.of("https://ann:hunter2@example.org/a.git"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("credential helper")
        .hasMessageNotContaining("hunter2");
    assertThat(GitCheckout.of("git@example.org:acme/a.git").into(Path.of("tree")).describe())
        .startsWith("checkout of the release's commit of git@example.org:acme/a.git in ");
  }
}
