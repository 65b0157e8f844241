package dev.lockflight.connector.process.report;

import static dev.lockflight.Percent.percent;
import static dev.lockflight.connector.process.report.Reports.bandit;
import static dev.lockflight.connector.process.report.Reports.coverage;
import static dev.lockflight.connector.process.report.Reports.junit;
import static dev.lockflight.connector.process.report.Reports.summary;
import static dev.lockflight.connector.process.report.Severity.HIGH;
import static dev.lockflight.connector.process.report.Severity.MEDIUM;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import dev.lockflight.testkit.TestKit;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs and gates in the real engine: the code of README and docs, run. */
class QualityFlowTest {
  private static final Output<CommandResult> TESTS = Output.of("tests", CommandResult.class);
  private static final Output<CommandResult> SCAN = Output.of("scan", CommandResult.class);
  private static final Output<ReportSummary> SUMMARY = Output.of("summary", ReportSummary.class);
  @TempDir Path project;

  private Pipeline delivery() {
    Command pytest = InstalledPrograms.python("pytest").in(project);
    Command scan = InstalledPrograms.program("bandit").in(project);
    Path baseline = project.resolve("baseline.json");
    Stage quality =
        Stage.of("quality")
            .run(
                pytest
                    .arguments("--junitxml=reports/junit.xml", "--cov=src", "--cov-report=xml")
                    .writing("reports/junit.xml", "coverage.xml")
                    .successCodes(0, 1) // 1: tests failed, which the gate judges
                    .into(TESTS))
            .run(
                scan.arguments("-r", "src", "-f", "json", "-o", "bandit.json")
                    .writing("bandit.json")
                    .successCodes(0, 1) // 1: issues found
                    .into(SCAN))
            .run(
                summary(
                        junit("reports/junit.xml").writtenBy(TESTS),
                        coverage("coverage.xml").writtenBy(TESTS),
                        bandit("bandit.json").writtenBy(SCAN))
                    .into(SUMMARY))
            .verify(
                junit("reports/junit.xml").writtenBy(TESTS).noFailures(),
                coverage("coverage.xml").writtenBy(TESTS).atLeast(percent(80)),
                bandit("bandit.json")
                    .writtenBy(SCAN)
                    .newFindingsOnly(baseline)
                    .atMost(HIGH, 0)
                    .atMost(MEDIUM, 5));
    return Pipeline.of("delivery", quality, Stage.of("next"));
  }

  private SimulatedRun start(String function, String test) throws IOException {
    Files.createDirectories(project.resolve("src"));
    Files.writeString(project.resolve("src/brewery.py"), function);
    Files.writeString(
        project.resolve("test_brewery.py"),
        "import sys\nsys.path.insert(0, 'src')\nimport brewery\n\n\ndef test_it():\n    "
            + test
            + "\n");
    Files.writeString(
        project.resolve("baseline.json"), "{\"errors\":[],\"metrics\":{},\"results\":[]}");
    Simulation sim = simulate(delivery());
    sim.step("python3").isReal();
    sim.step("bandit").isReal();
    sim.step("summary of reports").isReal();
    Pipeline pipeline = delivery();
    pipeline.graph().nodes().stream()
        .flatMap(node -> node.stage().gates(dev.lockflight.Phase.VERIFY).stream())
        .forEach(gate -> assertThat(sim.gate(gate.name().value()).isReal()).isNotNull());
    return sim.start(Cause.manual(Simulation.ALICE));
  }

  @Test
  void good_work_goes_on() throws Exception {
    TestKit.assertThat(start("def one():\n    return 1\n", "assert brewery.one() == 1"))
        .succeeded();
  }

  @Test
  void a_failing_test_stops_the_release() throws Exception {
    TestKit.assertThat(start("def one():\n    return 2\n", "assert brewery.one() == 1"))
        .failed()
        .atGate("tests in reports junit.xml of tests: no failures")
        .neverStarted("next");
  }

  @Test
  void readme_says_what_is_run_here() throws Exception {
    String readme = squeezed(Files.readString(Path.of("README.md")));
    String source =
        Files.readString(
            Path.of("src/test/java/dev/lockflight/connector/process/report/QualityFlowTest.java"));
    String snippet = readme.substring(readme.indexOf("junit(\"reports"));
    assertThat(squeezed(source)).contains(snippet.substring(0, snippet.indexOf("```")));
  }

  private static String squeezed(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
  }
}
