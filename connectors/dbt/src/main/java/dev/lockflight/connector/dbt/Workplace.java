package dev.lockflight.connector.dbt;

import dev.lockflight.StepContext;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds a directory that no dbt has written to: a crashed attempt may have left one behind. */
final class Workplace {
  private Workplace() {}

  static Path fresh(StepContext context, @Nullable Path keptIn, String name) throws IOException {
    Path parent =
        keptIn == null
            ? context.workspace()
            : keptIn.resolve(context.run().value()).resolve(context.idempotencyKey());
    Path unused = Files.createDirectories(parent);
    for (int i = 1; ; i++) {
      Path candidate = parent.resolve(i == 1 ? name : name + "-" + i);
      try {
        return Files.createDirectory(candidate).toAbsolutePath().normalize();
      } catch (FileAlreadyExistsException e) {
        context.log(candidate + " is of an earlier dbt and is left alone");
      }
    }
  }
}
