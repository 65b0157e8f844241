package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Chromium, without a window, opens the report. Where there is none it is skipped, and fails
 * where CI is true.
 */
class BrowserTest {
  @TempDir Path directory;

  private static Path chromium() {
    List<Path> found =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .filter(Files::isExecutable)
            .toList();
    String how = "there is no /usr/bin/chromium; install it (Debian: chromium)";
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      return fail(how);
    }
    assumeTrue(!found.isEmpty(), how);
    return found.get(0);
  }

  @Test
  void stages_gates_and_evidence_are_on_the_page_under_a_policy_that_allows_no_network()
      throws Exception {
    Path chromium = chromium();
    Path page =
        Files.writeString(directory.resolve("report.html"), Samples.rolledBack().report().html());

    String shown =
        run(
            chromium.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + directory.resolve("profile"),
            "--dump-dom",
            page.toUri().toString());

    assertThat(shown)
        .contains("</html>")
        .contains("prod_build", "row-count", "What went wrong", "<svg")
        .contains("Content-Security-Policy", "default-src 'none'");
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path out = directory.resolve("dom.html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(directory.resolve("errors.txt").toFile())
            .start();
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("chromium ends").isTrue();
    return Files.readString(out);
  }
}
