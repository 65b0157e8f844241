package dev.lockflight.connector.dbt;

import dev.lockflight.connector.dbt.DbtArtifactException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Streams one artifact, checks that it is one, and hands its top-level members but the metadata to
 * a subclass's {@link Section}. Not thread-safe.
 */
final class ArtifactReader {
  private static final JsonFactory JSON = new JsonFactory();
  private final ArtifactKind kind;
  private final Path file;
  private @Nullable ArtifactMetadata metadata;

  private ArtifactReader(ArtifactKind kind, Path file) {
    this.kind = kind;
    this.file = file;
  }

  /** Takes the value of one top-level member: it must read or skip it. */
  interface Section {
    void read(String name, JsonWalk walk);
  }

  /**
   * Reads the whole file.
   *
   * @throws DbtArtifactException when it is not a complete artifact of this kind
   */
  static ArtifactMetadata read(ArtifactKind kind, Path file, Section section) {
    return new ArtifactReader(kind, file).run(section, false);
  }

  /** Reads no further than the metadata, which dbt writes first. */
  static ArtifactMetadata head(ArtifactKind kind, Path file) {
    return new ArtifactReader(kind, file).run((name, walk) -> walk.skip(), true);
  }

  private ArtifactMetadata run(Section section, boolean onlyHead) {
    try (InputStream in = open();
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
      walk(parser, section, onlyHead);
    } catch (JacksonIOException e) {
      throw new UncheckedIOException("cannot read " + file, e.getCause());
    } catch (JacksonException e) {
      throw fault(Fault.TRUNCATED, "is not complete JSON: " + e.getOriginalMessage()).causedBy(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    if (metadata == null) {
      throw fault(Fault.FOREIGN, "has no metadata.dbt_schema_version, so dbt did not write it");
    }
    return metadata;
  }

  private InputStream open() throws IOException {
    try {
      if (Files.size(file) == 0) {
        throw fault(Fault.EMPTY, "has 0 bytes; the disk was full or dbt was killed while it wrote");
      }
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw fault(Fault.MISSING, "does not exist; dbt ended before it wrote it, or never ran")
          .causedBy(e);
    }
  }

  private void walk(JsonParser parser, Section section, boolean onlyHead) {
    JsonWalk walk = new JsonWalk(parser);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw fault(Fault.FOREIGN, "is not a JSON object");
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (name.equals("metadata")) {
        metadata = new MetadataReader().read(walk, this);
        if (onlyHead) {
          return;
        }
      } else {
        section.read(name, walk);
      }
    }
    JsonToken behind = parser.nextToken();
    if (behind != null) {
      throw fault(Fault.TRUNCATED, "goes on behind its end, with " + behind);
    }
  }

  /** The version in {@code https://schemas.getdbt.com/dbt/manifest/v12.json}. */
  int version(String schema) {
    int slash = schema.lastIndexOf("/v");
    int end = schema.lastIndexOf(".json");
    String found =
        slash < 0 ? schema : schema.substring(schema.lastIndexOf('/', slash - 1) + 1, slash);
    if (slash < 0 || end < slash || !found.equals(kind.schema())) {
      throw fault(Fault.FOREIGN, "is not a " + kind.schema() + " but says it is " + schema);
    }
    String number = schema.substring(slash + 2, end);
    if (!number.matches("\\d{1,6}") || !kind.reads(Integer.parseInt(number))) {
      throw fault(
          Fault.UNKNOWN_VERSION,
          "has schema version v"
              + number
              + "; read here are "
              + kind.supported()
              + ". Use the dbt that fits, or a newer Lockflight");
    }
    return Integer.parseInt(number);
  }

  DbtArtifactException fault(Fault fault, String what) {
    return new DbtArtifactException(fault, file, kind.schema() + " " + file + " " + what);
  }
}
