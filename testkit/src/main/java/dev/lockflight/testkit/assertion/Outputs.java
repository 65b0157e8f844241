package dev.lockflight.testkit.assertion;

import dev.lockflight.Output;
import dev.lockflight.StageName;
import dev.lockflight.json.Json;
import dev.lockflight.run.OutputKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values that steps left. */
final class Outputs {
  private Outputs() {}

  /** An assertion error when there is none, or there are several and no writer is named. */
  static <T> T of(RunRecord record, Output<T> key, @Nullable StageName writer) {
    List<Map.Entry<OutputKey, String>> found =
        record.run().outputs().entrySet().stream()
            .filter(each -> each.getKey().output().equals(key.name()))
            .filter(each -> writer == null || each.getKey().writer().equals(writer))
            .toList();
    if (found.size() == 1) {
      return Json.read(found.get(0).getValue(), key.type());
    }
    String expected = "one value under output " + key.name();
    String from = writer == null ? "" : " from stage " + writer;
    String actual =
        found.isEmpty()
            ? "there is none; written are " + record.run().outputs().keySet()
            : "there are several, name the writer: "
                + found.stream().map(Map.Entry::getKey).toList();
    throw new AssertionError(Mismatch.in(record).text(expected + from, actual));
  }
}
