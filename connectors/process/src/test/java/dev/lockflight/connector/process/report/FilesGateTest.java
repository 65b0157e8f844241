package dev.lockflight.connector.process.report;

import static dev.lockflight.connector.process.report.FileFormat.csv;
import static dev.lockflight.connector.process.report.FileFormat.json;
import static dev.lockflight.connector.process.report.FileFormat.jsonLines;
import static dev.lockflight.connector.process.report.FileFormat.parquet;
import static dev.lockflight.connector.process.report.Reports.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.connector.process.Command;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesGateTest {
  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  @CanIgnoreReturnValue
  private Verdict is(Status status, Gate gate) throws Exception {
    Verdict verdict = project.ask(gate);
    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(status);
    return verdict;
  }

  private Path parquetFile(String name, int footer, String tail) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("PAR1dataFOOT".getBytes(StandardCharsets.US_ASCII));
    bytes.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer).array());
    bytes.write(tail.getBytes(StandardCharsets.US_ASCII));
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes.toByteArray());
  }

  @Test
  void so_many_files_are_enough() throws Exception {
    is(Status.FAILED, files("bronze/**/*.json").in(directory).atLeast(1));
    assertThat(project.file("bronze/a.json", "1")).exists();
    assertThat(project.file("bronze/2026/b.json", "2")).exists();

    is(Status.PASSED, files("bronze/**/*.json").in(directory).atLeast(2));
    Verdict verdict = is(Status.FAILED, files("bronze/**/*.json").in(directory).atLeast(3));
    assertThat(verdict.evidence().get(0).observed()).isEqualTo("2 found");
    is(Status.PASSED, files("bronze/*.json").in(directory).atLeast(1).eachAtLeast(2));
    verdict = is(Status.FAILED, files("bronze/*.json").in(directory).atLeast(1).eachAtLeast(3));
    assertThat(verdict.evidence().get(1).observed()).isEqualTo("it has 2 bytes");
  }

  @Test
  void a_directory_that_is_not_there_cannot_be_told() throws Exception {
    Verdict verdict =
        is(Status.ERRORED, files("*.csv").in(directory.resolve("unmounted")).atLeast(1));
    assertThat(verdict.summary()).contains("cannot be looked for", "unmounted");
  }

  @Test
  void old_files_do_not_count() throws Exception {
    Path file = project.file("gold/a.csv", "id", "1");
    var unused =
        Files.setLastModifiedTime(
            file, java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(7200)));

    Verdict verdict =
        is(
            Status.FAILED,
            files("gold/*.csv").in(directory).noOlderThan(Duration.ofHours(1)).atLeast(1));
    assertThat(verdict.summary()).contains("0 found, 1 more are not of this run or too old");
    is(
        Status.PASSED,
        files("gold/*.csv").in(directory).noOlderThan(Duration.ofHours(3)).atLeast(1));
  }

  @Test
  void files_of_an_earlier_run_do_not_count() throws Exception {
    assertThat(project.file("out/old.csv", "id", "1")).exists();
    Command write =
        Command.of("sh", "-c", "printf 'id\\n1\\n' > out/new.csv").inheriting(System.getenv());
    var result = project.run(write.writing("out/*.csv"));
    assertThat(result.files()).containsOnlyKeys("out/new.csv");

    Verdict verdict =
        is(Status.PASSED, files("out/*.csv").writtenBy(Project.STEP).atLeast(1).each(csv("id")));
    assertThat(verdict.evidence()).anyMatch(e -> e.name().equals("out/old.csv"));
    is(Status.FAILED, files("out/*.csv").writtenBy(Project.STEP).atLeast(2));
  }

  @Test
  void parquet_is_known_by_its_frame() throws Exception {
    Path good = parquetFile("silver/a.parquet", 4, "PAR1");
    assertThat(good).hasSize(20);
    is(Status.PASSED, files("silver/*.parquet").in(directory).atLeast(1).each(parquet()));
    Path cut = parquetFile("silver/b.parquet", 4, "PAR");
    assertThat(cut).hasSize(19);

    Verdict verdict =
        is(Status.FAILED, files("silver/*.parquet").in(directory).atLeast(1).each(parquet()));
    assertThat(verdict.evidence().get(1).observed()).contains("does not end with PAR1");
    Files.delete(cut);
    Path long9 = parquetFile("silver/c.parquet", 9, "PAR1");
    verdict = is(Status.FAILED, files("silver/*.parquet").in(directory).atLeast(1).each(parquet()));
    assertThat(verdict.evidence().get(1).observed()).contains("footer is longer");
    Files.delete(long9);
    Path csv = project.file("silver/d.parquet", "id,name", "1,a", "2,b");
    verdict = is(Status.FAILED, files("silver/*.parquet").in(directory).atLeast(1).each(parquet()));
    assertThat(verdict.evidence().get(1).observed()).contains("does not begin with PAR1");
    Files.delete(csv);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,name\n1,a\n",
        "id,name\r\n1,\"a, b\"\r\n2,\"c \"\"d\"\"\nnext line\"\r\n",
        "\uFEFFid,name\n1,ä",
        "\"id\",\"name\"\n1,\n\n2,\n",
        "name,x,id\n,,\n"
      })
  void csv_has_a_header_and_even_rows(String text) throws Exception {
    var unused = Files.writeString(directory.resolve("a.csv"), text);
    Verdict verdict =
        is(Status.PASSED, files("a.csv").in(directory).atLeast(1).each(csv("id", "name")));
    assertThat(verdict.summary()).contains("1 found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id,name\n",
        "id\n1\n",
        "id,name\n1,a\n2\n",
        "id,name\n1,a,b\n",
        "id,name\n1,\"a\n",
        "{\"id\": 1}\n{\"id\": 2}\n"
      })
  void what_is_no_csv_fails(String text) throws Exception {
    var unused = Files.writeString(directory.resolve("a.csv"), text);
    Verdict verdict =
        is(Status.FAILED, files("a.csv").in(directory).atLeast(1).each(csv("id", "name")));
    assertThat(verdict.evidence().get(1).expected()).contains("CSV with columns id, name");
  }

  @Test
  void csv_is_utf_8() throws Exception {
    var unused = Files.write(directory.resolve("a.csv"), new byte[] {'a', '\n', (byte) 0xE4, '\n'});
    Verdict verdict = is(Status.FAILED, files("a.csv").in(directory).atLeast(1).each(csv()));
    assertThat(verdict.evidence().get(1).observed()).contains("not UTF-8");
  }

  @Test
  void json_is_one_complete_value_and_json_lines_several() throws Exception {
    assertThat(project.file("a.json", "{\"a\": [1, 2]}")).exists();
    assertThat(project.file("b.json", "{\"a\": 1}", "{\"a\": 2}")).exists();
    assertThat(project.file("c.json", "{\"a\": ")).exists();
    assertThat(project.file("d.json", "")).exists();

    is(Status.PASSED, files("a.json").in(directory).atLeast(1).each(json()));
    is(Status.FAILED, files("b.json").in(directory).atLeast(1).each(json()));
    is(Status.PASSED, files("[ab].json").in(directory).atLeast(2).each(jsonLines()));
    is(Status.FAILED, files("c.json").in(directory).atLeast(1).each(jsonLines()));
    is(Status.FAILED, files("d.json").in(directory).atLeast(1).each(jsonLines()));
  }

  @Test
  void demands_that_mean_nothing_are_refused() {
    assertThatThrownBy(() -> files("a").atLeast(0))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("at least 1 file must be demanded: 0");
    assertThatThrownBy(() -> files("a[").atLeast(1))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("pattern is not complete");
  }
}
