package dev.lockflight.connector.process.report;

import dev.lockflight.Gate;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;

/** Asks one gate about one file: a main of its own, to be given a small heap. */
final class JudgeInSmallHeap {
  private JudgeInSmallHeap() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    Gate gate =
        switch (arguments[0]) {
          case "junit" -> Reports.junit(file).noFailures();
          case "sarif" -> Reports.sarif(file).noFindings().atMost(Severity.HIGH, 0);
          case "sarif-baseline" -> Reports.sarif(file).newFindingsOnly(file).noFindings();
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    System.out.println(gate.evaluate(FakeContext.ofRun("run")));
  }
}
