package dev.lockflight.json;

import dev.lockflight.LockflightException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as JSON and reads them back as exactly the class that was written. Thread-safe. */
public final class Json {
  /** What was written can be read, however long: the limits are for JSON of strangers. */
  private static final StreamReadConstraints NO_LIMITS =
      StreamReadConstraints.builder()
          .maxNameLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(NO_LIMITS).build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(new WordsModule())
          .build();

  private Json() {}

  /**
   * The value as JSON on one line.
   *
   * @throws UnreadableJsonException when the class cannot be written
   */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new UnreadableJsonException("cannot write " + value.getClass().getName(), e);
    }
  }

  /**
   * The value that {@link #write} wrote.
   *
   * @throws UnreadableJsonException when it is not JSON of that class
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw new UnreadableJsonException("cannot read " + type.getName(), e);
    }
  }

  static JsonMapper mapper() {
    return MAPPER;
  }

  /** JSON that is not what it should be, or a value that cannot become JSON. */
  public static final class UnreadableJsonException extends LockflightException {
    UnreadableJsonException(String what, Exception cause) {
      super(what + " as JSON: " + cause.getMessage(), cause);
    }
  }
}
