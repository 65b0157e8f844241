package dev.lockflight.connector.process.report;

import dev.lockflight.connector.process.report.UnreadableReportException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Streams a report in JSON: a value is held only while it is read. */
final class JsonReport {
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int DEEPEST = 200;
  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_TEXT)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  private JsonReport() {}

  /**
   * Reads one value, which is begun when it is handed over, and nothing behind it.
   *
   * @return where evidence comes from
   */
  static String read(LocatedReport report, Consumer<JsonWalk> content) {
    return report.read(stream -> parse(report, stream, content));
  }

  private static void parse(LocatedReport report, InputStream stream, Consumer<JsonWalk> content)
      throws IOException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), stream)) {
      JsonWalk walk = new JsonWalk(parser);
      walk.begin();
      content.accept(walk);
      if (parser.nextToken() != null) {
        throw report.cut("it goes on behind its end");
      }
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (StreamConstraintsException e) {
      throw report
          .fault(Fault.FOREIGN, "is beyond all measure: " + e.getOriginalMessage(), "Look into it")
          .causedBy(e);
    } catch (JacksonException e) {
      throw report.cut("no JSON, " + where(e)).causedBy(e);
    }
  }

  private static String where(JacksonException e) {
    return e.getOriginalMessage()
        + " in line "
        + e.getLocation().getLineNr()
        + ", column "
        + e.getLocation().getColumnNr();
  }
}
