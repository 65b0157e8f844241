package dev.lockflight.connector.process.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/** That a file is complete JSON, streamed. */
final class JsonCheck {
  private JsonCheck() {}

  static String problem(Path file, long mostValues) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file));
        JsonParser parser = JsonReport.JSON.createParser(ObjectReadContext.empty(), stream)) {
      long values = 0;
      while (parser.nextToken() != null) {
        JsonParser unused = parser.skipChildren();
        values++;
      }
      if (values == 0) {
        return "it holds no value";
      }
      return values <= mostValues ? "" : "it holds " + values + " values, not one";
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      return e.getOriginalMessage() + " in line " + e.getLocation().getLineNr();
    }
  }
}
