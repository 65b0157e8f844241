package dev.lockflight.connector.docker;

import dev.lockflight.InvalidDefinitionException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image by the grammar of the distribution project: {@code
 * [registry/]repository[:tag][@digest]}. Immutable.
 *
 * <p>A tag can move to another image; only a name with a digest always means the same.
 *
 * @param repository with its registry, for example {@code ghcr.io/acme/brewery}
 * @param tag at most 128 letters, digits, dots, dashes and underscores
 * @param digest {@code sha256:} and 64 hex digits
 */
public record ImageName(String repository, Optional<String> tag, Optional<String> digest) {
  private static final String HUB = "docker.io";
  private static final String HOST =
      "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
          + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[0-9a-fA-F:]+])(?::[0-9]+)?";
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern REPOSITORY =
      Pattern.compile("(?:" + HOST + "/)?" + PART + "(?:/" + PART + ")*");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern WHOLE =
      Pattern.compile("(?<repository>.+?)(?::(?<tag>[^:/@]+))?(?:@(?<digest>.+))?");
  private static final int LONGEST = 255;

  public ImageName {
    if (repository.length() > LONGEST || !REPOSITORY.matcher(repository).matches()) {
      throw new InvalidDefinitionException(
          "an image's repository must be lower case letters, digits and . _ - between slashes, at"
              + " most 255 characters: "
              + repository);
    }
    tag.filter(text -> !isTag(text))
        .ifPresent(
            text -> {
              throw new InvalidDefinitionException(
                  "a tag must be 1 to 128 letters, digits, _ . - and not begin with . or -: "
                      + text);
            });
    digest
        .filter(text -> !DIGEST.matcher(text).matches())
        .ifPresent(
            text -> {
              throw new InvalidDefinitionException(
                  "a digest must be sha256: and 64 lower case hex digits: " + text);
            });
  }

  /** Reads a name, for example {@code ghcr.io/acme/brewery:v1.2.3}. */
  public static ImageName of(String text) {
    Matcher parts = WHOLE.matcher(text);
    if (!parts.matches()) {
      throw new InvalidDefinitionException("an image's name must not be empty");
    }
    return new ImageName(
        parts.group("repository"),
        Optional.ofNullable(parts.group("tag")),
        Optional.ofNullable(parts.group("digest")));
  }

  static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }

  /** The same repository under this tag, without a digest. */
  public ImageName tag(String other) {
    return new ImageName(repository, Optional.of(other), Optional.empty());
  }

  /** Exactly this image of the repository. */
  public ImageName digest(String other) {
    return new ImageName(repository, Optional.empty(), Optional.of(other));
  }

  /** The registry's host and port; {@code docker.io} when the name has none. */
  public String registry() {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return host ? first : HUB;
  }

  String tagOrLatest() {
    return tag.orElse("latest");
  }

  @Override
  public String toString() {
    return repository
        + tag.map(text -> ":" + text).orElse("")
        + digest.map(d -> "@" + d).orElse("");
  }
}
