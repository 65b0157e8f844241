package dev.lockflight.connector.process.report;

import static dev.lockflight.Percent.percent;
import static dev.lockflight.connector.process.report.Reports.benchmark;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Gate;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkGateTest {
  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private Path pytest(String file, String name, String median) throws Exception {
    return project.file(
        file,
        "{\"machine_info\":{},\"benchmarks\":[{\"group\":null,\"fullname\":\"" + name + "\",",
        "\"stats\":{\"min\":0.1,\"median\":" + median + ",\"data\":[1,2,3]}}],\"version\":\"4\"}");
  }

  @CanIgnoreReturnValue
  private Verdict is(Status status, Gate gate) throws Exception {
    Verdict verdict = project.ask(gate);
    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(status);
    return verdict;
  }

  @Test
  void exactly_the_limit_passes_and_faster_always_does() throws Exception {
    Path before = pytest("before.json", "a", "0.1");

    Gate same = benchmark(pytest("1.json", "a", "0.11")).slowerByAtMost(percent(10)).than(before);
    Gate slower =
        benchmark(pytest("2.json", "a", "0.1100001")).slowerByAtMost(percent(10)).than(before);
    Gate faster = benchmark(pytest("3.json", "a", "1e-9")).slowerByAtMost(percent(0)).than(before);

    is(Status.PASSED, same);
    is(Status.PASSED, faster);
    Verdict verdict = is(Status.FAILED, slower);
    assertThat(verdict.summary()).contains("1 compared, 1 slower by more than 10 %");
    assertThat(verdict.evidence())
        .anyMatch(e -> e.name().equals("a") && e.observed().contains("10.01 % slower"));
  }

  @Test
  void a_throughput_is_slower_when_it_is_smaller() throws Exception {
    Path before = Samples.copy("jmh.json", directory);
    String text = Samples.text("jmh.json");
    Path slower = project.file("slower.json", text.replace("1000.0, \"scoreE", "899.9, \"scoreE"));
    Path limit = project.file("limit.json", text.replace("1000.0, \"scoreE", "900.0, \"scoreE"));
    Path time = project.file("time.json", text.replace("\"score\": 2.0", "\"score\": 2.21"));

    is(Status.PASSED, benchmark(limit).slowerByAtMost(percent(10)).than(before));
    is(Status.FAILED, benchmark(slower).slowerByAtMost(percent(10)).than(before));
    Verdict verdict = is(Status.FAILED, benchmark(time).slowerByAtMost(percent(10)).than(before));
    assertThat(verdict.evidence()).anyMatch(e -> e.name().equals("dev.lockflight.Append.one avgt"));
    assertThat(verdict.summary()).contains("2 compared, 1 slower");
  }

  @Test
  void a_benchmark_that_is_missing_now_cannot_be_told() throws Exception {
    String text = "{\"benchmarks\":[%s]}";
    String one = "{\"fullname\":\"a\",\"stats\":{\"median\":1}}";
    String other = "{\"fullname\":\"b\",\"stats\":{\"median\":1}}";
    Path both = project.file("both.json", text.formatted(one + "," + other));
    Path single = project.file("one.json", text.formatted(one));
    Path foreign = project.file("other.json", text.formatted(other));

    Verdict verdict = is(Status.ERRORED, benchmark(single).slowerByAtMost(percent(5)).than(both));
    assertThat(verdict.evidence()).anyMatch(e -> e.name().equals("b"));
    is(Status.PASSED, benchmark(single).slowerByAtMost(percent(5)).than(both).allowingMissing());
    is(Status.PASSED, benchmark(both).slowerByAtMost(percent(5)).than(single));
    is(
        Status.ERRORED,
        benchmark(single).slowerByAtMost(percent(5)).than(foreign).allowingMissing());
    is(
        Status.ERRORED,
        benchmark(single).slowerByAtMost(percent(5)).than(directory.resolve("gone")));
  }

  @Test
  void other_units_cannot_be_compared() throws Exception {
    Path before = Samples.copy("jmh.json", directory);
    Path other = project.file("o.json", Samples.text("jmh.json").replace("us/op", "ms/op"));

    Verdict verdict = is(Status.ERRORED, benchmark(other).slowerByAtMost(percent(5)).than(before));
    assertThat(verdict.evidence()).anyMatch(e -> e.expected().equals("in us/op"));
  }

  @Test
  void a_benchmark_without_a_figure_is_foreign() throws Exception {
    Path before = Samples.copy("jmh.json", directory);
    Path nan =
        project.file("n.json", Samples.text("jmh.json").replace("2.0, \"sc", "\"NaN\", \"sc"));

    Verdict verdict = is(Status.ERRORED, benchmark(nan).slowerByAtMost(percent(5)).than(before));
    assertThat(verdict.summary()).contains("has no name or no figure");
  }
}
