package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Digest;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.connector.process.WrittenFile.State;
import dev.lockflight.json.Json;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {
  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void record() {
    context = Contexts.in(directory.resolve(".workspace"));
  }

  private CommandResult run(String script, String... written) throws Exception {
    return CommandTest.sh(script).in(directory).writing(written).run(context);
  }

  private void old(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    var unused = Files.writeString(file, text);
    unused = Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Test
  void what_the_command_wrote_is_told_from_what_was_there() throws Exception {
    old("reports/old.xml", "old");
    old("reports/changed.xml", "before");
    old("reports/same.xml", "same");

    CommandResult result =
        run(
            "echo new > reports/new.xml; echo after > reports/changed.xml;"
                + " printf same > reports/same.xml",
            "reports/*.xml",
            "gone.json");

    assertThat(result.written())
        .extracting(file -> file.name() + " " + file.state())
        .containsExactly(
            "gone.json MISSING",
            "reports/changed.xml WRITTEN",
            "reports/new.xml WRITTEN",
            "reports/old.xml UNTOUCHED",
            "reports/same.xml WRITTEN");
    assertThat(result.files().keySet())
        .containsExactly("reports/changed.xml", "reports/new.xml", "reports/same.xml");
    WrittenFile fresh = result.written().get(2);
    assertThat(fresh.digest()).isEqualTo(Digest.of("new\n"));
    assertThat(fresh.path()).isEqualTo(directory.resolve("reports/new.xml").toAbsolutePath());
    assertThat(result.written().get(3).modified()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(Json.read(Json.write(result), CommandResult.class)).isEqualTo(result);
  }

  @Test
  void a_file_that_is_replaced_by_one_as_old_was_written() throws Exception {
    old("a.xml", "same");

    CommandResult result = run("cp -p a.xml b.xml; mv b.xml a.xml", "a.xml");

    assertThat(result.written().get(0).state()).isEqualTo(State.WRITTEN);
  }

  @Test
  void the_outline_says_what_is_written() {
    assertThat(Command.of("pytest").writing("junit.xml", "cov/*.xml"))
        .hasToString("pytest, writes [junit.xml, cov/*.xml]");
  }

  @Test
  void too_many_files_are_refused() {
    String script = "i=0; while [ $i -lt 1001 ]; do : > f$i.csv; i=$((i+1)); done";

    assertThatThrownBy(() -> run(script, "*.csv"))
        .hasMessageContainingAll("1001 files match", "at most 1000");
  }

  @ParameterizedTest
  @CsvSource({
    "a.xml, a.xml, true",
    "a.xml, ./a.xml, true",
    "a.xml, b.xml, false",
    "*.xml, a.xml, true",
    "*.xml, d/a.xml, false",
    "**/*.xml, a.xml, true",
    "**/*.xml, d/e/a.xml, true",
    "d/**/*.xml, d/a.xml, true",
    "d/**/*.xml, d/e/f/a.xml, true",
    "d/**/*.xml, e/a.xml, false",
    "TEST-?.xml, TEST-A.xml, true",
    "'{a,b}.xml', b.xml, true",
    "[ab].xml, c.xml, false"
  })
  void a_pattern_means_what_it_says(String pattern, String file, boolean matches) {
    assertThat(FilePattern.of(pattern).matches(file)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "/a.xml", "../a.xml", "a/../../b.xml", "a\\b.xml", "a[.xml", "{a"})
  void a_name_that_leaves_its_directory_or_means_nothing_is_refused(String name) {
    assertThatThrownBy(() -> Command.of("sh").writing(name))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("'" + name + "'");
  }
}
