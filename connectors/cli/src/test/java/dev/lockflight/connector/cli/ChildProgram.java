package dev.lockflight.connector.cli;

import static dev.lockflight.dsl.Lockflight.approval;

import dev.lockflight.Pipeline;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** The program of a pipeline author, run as a process of its own. */
final class ChildProgram {
  private ChildProgram() {}

  public static void main(String[] arguments) {
    Samples samples = new Samples(Path.of(arguments[0]));
    Pipeline pipeline =
        switch (arguments[1]) {
          case "delivery" -> samples.delivery();
          case "quorum" -> samples.delivery(approval("owners").quorum(2));
          case "slow" -> samples.slow(false);
          case "once" -> samples.slow(true);
          case "deaf" -> samples.deaf();
          case "parent" -> samples.parent();
          default -> throw new IllegalArgumentException(arguments[1]);
        };
    LockflightCli.of(pipeline)
        .called("child")
        .groups(user -> Set.of("owners"))
        .runAndExit(Arrays.copyOfRange(arguments, 2, arguments.length));
  }
}
