package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.InvalidDefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTagsTest {
  private static final String COMMIT = "abc1234def5678abc1234def5678abc1234def56";

  @ParameterizedTest
  @CsvSource({
    "main, latest",
    "refs/heads/main, latest",
    "develop, develop-0.0.4",
    "develop/taps, develop-taps-0.0.4",
  })
  void main_and_develop_have_a_tag_of_their_own(String branch, String tag) {
    assertThat(ImageTags.ofBranch(branch, "0.0.4", COMMIT)).containsExactly(tag, "sha-abc1234");
  }

  @ParameterizedTest
  @ValueSource(strings = {"feature/login", "developer", "mainline", "main/x", "fix-#7"})
  void other_branches_have_only_their_commit(String branch) {
    assertThat(ImageTags.ofBranch(branch, "0.0.4", COMMIT)).containsExactly("sha-abc1234");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3", "v1.2.3"})
  void a_release_is_called_by_its_version(String version) {
    assertThat(ImageTags.ofRelease(version, COMMIT)).containsExactly("v1.2.3", "sha-abc1234");
  }

  @Test
  void a_release_candidate_keeps_its_name_as_far_as_tags_can() {
    assertThat(ImageTags.ofRelease("v1.2.3-rc.1+b7", COMMIT).get(0)).isEqualTo("v1.2.3-rc.1-b7");
  }

  @Test
  void branches_that_would_get_the_same_tag_are_kept_apart() {
    String slash = ImageTags.ofBranch("develop/a/b", "1", COMMIT).get(0);
    String hash = ImageTags.ofBranch("develop/a#b", "1", COMMIT).get(0);
    String dash = ImageTags.ofBranch("develop/a-b", "1", COMMIT).get(0);

    assertThat(dash).isEqualTo("develop-a-b-1");
    assertThat(slash).matches("develop-a-b-[0-9a-f]{8}-1");
    assertThat(hash).matches("develop-a-b-[0-9a-f]{8}-1").isNotEqualTo(slash);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ü", "a b", "日本", "..", "UPPER", "y"})
  void every_branch_gives_a_legal_tag(String part) {
    String tag = ImageTags.ofBranch("develop/" + part, "0.0.4+é", COMMIT).get(0);

    assertThat(ImageName.isTag(tag)).as(tag).isTrue();
  }

  @Test
  void a_long_branch_is_cut_but_keeps_its_version() {
    String tag = ImageTags.ofBranch("develop/" + "x".repeat(300), "0.0.4", COMMIT).get(0);

    assertThat(tag).hasSize(128).endsWith("-0.0.4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "ABC1234", "main", "abc1234;"})
  void what_is_no_commit_is_refused(String commit) {
    assertThatThrownBy(() -> ImageTags.ofCommit(commit))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("commit must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "1.2", "v1.2.3 "})
  void what_is_no_version_is_refused(String version) {
    assertThatThrownBy(() -> ImageTags.ofRelease(version, COMMIT))
        .isInstanceOf(InvalidDefinitionException.class);
  }
}
