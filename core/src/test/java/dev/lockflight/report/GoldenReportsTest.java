package dev.lockflight.report;

import dev.lockflight.Pipeline;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every report of every sample, as people will see it. */
class GoldenReportsTest {
  static Stream<Story> runs() {
    return Stream.of(
        Samples.success(),
        Samples.failedGate(),
        Samples.erroredGate(),
        Samples.waiting("run-waiting"),
        Samples.rejected(),
        Samples.rolledBack(),
        Samples.aborted(),
        Samples.matrix());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void run_reads_as_before(Story story) {
    String name = story.run().id().value();
    RunReport report = story.report();
    Golden.check(name + ".txt", report.outline());
    Golden.check(name + ".md", report.markdown());
    Golden.check(name + ".mmd", report.mermaid());
    Golden.check(name + ".json", withoutDigest(report.json(), story.pipeline()));
    Golden.check(name + ".xml", report.junitXml());
  }

  @Test
  void pipeline_reads_as_before() {
    Pipeline pipeline = Samples.delivery();
    PipelineReport report = PipelineReport.of(pipeline);
    Golden.check("pipeline.txt", report.outline());
    Golden.check("pipeline.md", report.markdown());
    Golden.check("pipeline.mmd", report.mermaid());
    Golden.check("pipeline.json", withoutDigest(report.json(), pipeline));
  }

  /** Another wording of the outline changes the digest, and that is not a matter of reports. */
  private static String withoutDigest(String json, Pipeline pipeline) {
    return json.replace(pipeline.structure().digest().value(), "sha256:structure");
  }
}
