package dev.lockflight.artifact;

import dev.lockflight.EnvironmentName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where everything of one environment lies in a store.
 *
 * <pre>
 * stg/latest.json                                the pointer's copy, for everybody
 * stg/_lockflight/latest-0000000007-run-12.json  one generation of it; a name is written once
 * stg/run-12/_lockflight.json                    the set's manifest, written after its files
 * stg/run-12/manifest.json                       a file of the set
 * </pre>
 */
record Layout(EnvironmentName environment) {
  /** What no file of a set may start with. */
  static final String RESERVED = "_lockflight";

  /** What a store calls a file it has not finished. */
  static final String TEMPORARY = RESERVED + "-tmp-";

  /** Leaves room for the rest of a generation's name within 255 bytes. */
  private static final int LONGEST_NAME = 200;

  private static final String MANIFEST = RESERVED + ".json";
  private static final Pattern GENERATION =
      Pattern.compile("(latest|last-good)-(\\d{10,18})-(.+)\\.json");

  /** What the name of a generation says, even when its content is torn. */
  record Generation(String pointer, long number, RunId run, String name) {}

  Layout {
    checkName(environment.value());
  }

  static void checkFileName(String name) {
    PathRule.check(name);
    for (String segment : name.split("/")) {
      if (segment.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
        throw new UnsafeNameException(name, "starts with " + RESERVED + ", which is reserved");
      }
    }
  }

  ArtifactPath home() {
    return ArtifactPath.of(environment.value());
  }

  ArtifactPath run(RunId run) {
    checkName(run.value());
    for (Pointer pointer : Pointer.values()) {
      if (run.value().equalsIgnoreCase(copyName(pointer))) {
        throw new UnsafeNameException(run.value(), "is the name of a pointer, not of a run");
      }
    }
    return home().resolve(run.value());
  }

  ArtifactPath manifest(RunId run) {
    return run(run).resolve(MANIFEST);
  }

  ArtifactPath file(RunId run, String name) {
    return run(run).resolve(name);
  }

  ArtifactPath copy(Pointer pointer) {
    return home().resolve(copyName(pointer));
  }

  ArtifactPath generations() {
    return home().resolve(RESERVED);
  }

  ArtifactPath generation(PublishedArtifacts published) {
    String number = String.format(Locale.ROOT, "%010d", published.generation());
    return generations()
        .resolve(published.pointer().text() + "-" + number + "-" + published.run() + ".json");
  }

  static Optional<Generation> parse(String name) {
    Matcher matcher = GENERATION.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return runOf(matcher.group(3))
        .map(run -> new Generation(matcher.group(1), Long.parseLong(matcher.group(2)), run, name));
  }

  /** The run a directory is named for; empty for what somebody else has put there. */
  static Optional<RunId> runOf(String name) {
    try {
      return Optional.of(RunId.of(name));
    } catch (InvalidDefinitionException e) {
      return Optional.empty();
    }
  }

  private static String copyName(Pointer pointer) {
    return pointer.text() + ".json";
  }

  private static void checkName(String name) {
    PathRule.check(name);
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new UnsafeNameException(name, "has more than " + LONGEST_NAME + " bytes");
    }
  }
}
