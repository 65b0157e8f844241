package dev.lockflight.connector.kubernetes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One object of a manifest.
 *
 * @param file its name below the directory
 * @param number of the document in the file, from 1; the items of a List have that of the list
 */
record Document(String file, int number, JsonNode content) {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  /**
   * The documents of a file, empty ones left out.
   *
   * @throws JacksonException when it is not YAML, or a key appears twice
   */
  static List<Document> in(String name, Path file) throws IOException {
    List<Document> all = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
      for (int number = 1; documents.hasNext(); number++) {
        addTo(all, new Document(name, number, documents.next()));
      }
    }
    return all;
  }

  private static void addTo(List<Document> all, Document document) {
    boolean isList = document.kind().equals("List") && document.content().path("items").isArray();
    if (isList) {
      document
          .content()
          .path("items")
          .forEach(item -> all.add(new Document(document.file(), document.number(), item)));
    } else if (!document.content().isNull() && !document.content().isMissingNode()) {
      all.add(document);
    }
  }

  boolean isObject() {
    return content instanceof ObjectNode;
  }

  String apiVersion() {
    return content.path("apiVersion").asString("");
  }

  String kind() {
    return content.path("kind").asString("");
  }

  String name() {
    return content.path("metadata").path("name").asString("");
  }

  /** Where it is, for people. */
  String place() {
    return file + " document " + number + " (" + kind() + " " + name() + ")";
  }
}
