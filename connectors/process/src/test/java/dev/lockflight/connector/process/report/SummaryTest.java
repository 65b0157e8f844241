package dev.lockflight.connector.process.report;

import static dev.lockflight.connector.process.report.Reports.benchmark;
import static dev.lockflight.connector.process.report.Reports.coverage;
import static dev.lockflight.connector.process.report.Reports.junit;
import static dev.lockflight.connector.process.report.Reports.summary;
import static dev.lockflight.connector.process.report.Reports.trivy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
  @TempDir Path directory;

  private ReportSummary run(Report... reports) throws Exception {
    Call<ReportSummary> call = summary(reports);
    return call.run(new Project(directory).context());
  }

  @Test
  void reports_stand_on_one_page() throws Exception {
    Project project = new Project(directory);
    Path tests =
        project.file(
            "junit.xml",
            "<testsuite><testcase name=\"a_b|c\"><failure message=\"@all &lt;b&gt; #1 [x](y)&#10;next\"/>",
            "</testcase><testcase name=\"d\"/></testsuite>");

    ReportSummary page =
        run(
            junit(tests),
            coverage(Samples.copy("jacoco.xml", directory)),
            trivy(Samples.copy("trivy.json", directory)),
            benchmark(Samples.copy("jmh.json", directory)),
            junit(directory.resolve("gone.xml")));

    assertThat(page.markdown().lines())
        .startsWith("| what | result | report |", "| --- | --- | --- |")
        .anyMatch(row -> row.startsWith("| tests | 2 executed, 1 failed, 0 skipped | "))
        .anyMatch(row -> row.startsWith("| coverage | 80.00 % of lines (4 of 5) | "))
        .anyMatch(row -> row.startsWith("| trivy | 1 UNKNOWN, 2 CRITICAL, 1 HIGH"))
        .anyMatch(row -> row.startsWith("| benchmarks | 2 benchmarks measured | "))
        .anyMatch(row -> row.startsWith("| unreadable | **") && row.contains("gone.xml"))
        .contains("- a\\_b\\|c: failure: &#64;all &lt;b\\> &#35;1 \\[x\\](y) next");
    assertThat(page.files().get("summary.md")).hasContent(page.markdown());
    assertThat(Json.read(Json.write(page), ReportSummary.class)).isEqualTo(page);
  }

  @Test
  void secrets_that_the_run_knows_are_not_shown() throws Exception {
    Project project = new Project(directory);
    Path tests =
        project.file(
            "junit.xml",
            "<testsuite><testcase name=\"a\"><failure message=\"s3cr3t\"/></testcase></testsuite>");
    var context = project.context().with(dev.lockflight.Secret.of("TOKEN"), "s3cr3t");
    assertThat(context.reveal(dev.lockflight.Secret.of("TOKEN"))).isEqualTo("s3cr3t");

    ReportSummary page = summary(junit(tests)).run(context);

    assertThat(page.markdown()).contains("failure: \\*\\*\\*").doesNotContain("s3cr3t");
    assertThat(Files.readString(Path.of(page.file()))).doesNotContain("s3cr3t");
  }

  @Test
  void a_summary_of_nothing_is_refused() {
    assertThatThrownBy(Reports::summary)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("a summary needs at least one report");
  }
}
