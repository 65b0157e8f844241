package dev.lockflight.connector.process.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports many times as big as the heap of the process that judges them. */
class HugeReportsTest {
  private static final int MANY = 60_000;
  @TempDir Path directory;

  private String judge(String kind, Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JudgeInSmallHeap.class.getName(),
                kind,
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Path write(String name, String head, IntFunction<String> item, String tail)
      throws IOException {
    Path file = directory.resolve(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(head);
      for (int i = 0; i < MANY; i++) {
        out.write(item.apply(i));
      }
      out.write(tail);
    }
    return file;
  }

  @Test
  void junit_xml_with_long_output_is_streamed() throws Exception {
    String noise = "x".repeat(800);
    Path file =
        write(
            "junit.xml",
            "<testsuites><testsuite name=\"s\"><system-out><![CDATA["
                + "y".repeat(40 << 20)
                + "]]></system-out>",
            i ->
                "<testcase name=\"t"
                    + i
                    + "\">"
                    + (i % 1000 == 0
                        ? "<failure message=\"no\">" + noise + "</failure>"
                        : "<system-out>" + noise + "</system-out>")
                    + "</testcase>\n",
            "</testsuite></testsuites>");
    assertThat(file.toFile().length()).isGreaterThan(85L << 20);

    assertThat(judge("junit", file)).contains("FAILED", "60000 executed, 60 failed");
  }

  @Test
  void sarif_is_streamed() throws Exception {
    String noise = "x".repeat(800);
    Path file =
        write(
            "log.sarif",
            "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[",
            i ->
                (i == 0 ? "" : ",")
                    + "{\"ruleId\":\"r\",\"level\":\"error\",\"message\":{\"text\":\"m"
                    + i
                    + "\"},\"properties\":{\"noise\":\""
                    + noise
                    + "\"}}\n",
            "],\"properties\":{\"blob\":\"" + "z".repeat(40 << 20) + "\"}}]}");
    assertThat(file.toFile().length()).isGreaterThan(85L << 20);

    assertThat(judge("sarif", file)).contains("FAILED", "60000 are HIGH or worse");
    assertThat(judge("sarif-baseline", file)).contains("PASSED", "60000 in the baseline");
  }
}
