package dev.lockflight.testkit.assertion;

import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a failed assertion on a pipeline. */
final class PipelineMismatch {
  private PipelineMismatch() {}

  /** With the outline of the pipeline and an arrow at each of these stages. */
  static String of(Pipeline pipeline, String expected, String actual, List<StageName> here) {
    String outline =
        pipeline
            .toString()
            .lines()
            .map(line -> isMeant(line, here) ? line + "  ← here" : line)
            .collect(Collectors.joining("\n"));
    return String.format("%nExpecting %s%nbut %s%n%n%s", expected, actual, outline);
  }

  private static boolean isMeant(String line, List<StageName> here) {
    return here.stream()
        .map(StageName::withoutCell)
        .anyMatch(stage -> (line + " ").startsWith("  stage " + stage + " "));
  }
}
