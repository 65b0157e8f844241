package dev.lockflight.connector.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of one service. Read: unknown fields are ignored, a list or map that is missing or null is
 * empty, an Optional too, any other component must be there. Written: components that are null or
 * empty Optionals are left out, entries of a map never are: some services need an explicit null.
 */
final class JsonFormat {
  private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

  private final JsonMapper mapper;

  JsonFormat(Naming naming) {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .withConfigOverride(List.class, o -> o.setNullHandling(EMPTY))
            .withConfigOverride(Map.class, o -> o.setNullHandling(EMPTY))
            .changeDefaultPropertyInclusion(
                all -> all.withValueInclusion(JsonInclude.Include.NON_ABSENT));
    mapper =
        switch (naming) {
          case SNAKE_CASE ->
              builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
          case UPPER_CAMEL_CASE ->
              builder.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE).build();
          case AS_WRITTEN -> builder.build();
        };
  }

  byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw new InvalidRequestException(
          "cannot write " + value.getClass().getName() + " as JSON: " + e.getOriginalMessage(), e);
    }
  }

  JsonNode tree(byte[] json) throws JacksonException {
    return mapper.readTree(json);
  }

  <T> T read(JsonNode node, Class<T> type) throws JacksonException {
    return mapper.treeToValue(node, type);
  }
}
