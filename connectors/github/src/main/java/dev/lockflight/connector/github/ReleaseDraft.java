package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A release to be published. Immutable.
 *
 * @param target the commit the tag is made at, when there is no such tag; empty for the default
 *     branch
 * @param kinds what else is to be said of it
 */
public record ReleaseDraft(String tag, String target, String name, String body, Set<Kind> kinds) {
  /** What a release can be besides. */
  public enum Kind {
    /** Seen only by people who may write, until it is published by hand. */
    UNPUBLISHED,
    PRERELEASE,
    /** GitHub lists the merged pull requests below the body. */
    GENERATED_NOTES,
    /** Not shown as the latest release. */
    NOT_LATEST
  }

  public ReleaseDraft {
    if (tag.isBlank()) {
      throw new InvalidDefinitionException("release needs a tag");
    }
    kinds = Set.copyOf(kinds);
  }

  public static ReleaseDraft of(String tag) {
    return new ReleaseDraft(tag, "", tag, "", Set.of());
  }

  public ReleaseDraft named(String text) {
    return new ReleaseDraft(tag, target, text, body, kinds);
  }

  /** Its text, in Markdown. */
  public ReleaseDraft saying(String markdown) {
    return new ReleaseDraft(tag, target, name, markdown, kinds);
  }

  public ReleaseDraft at(String sha) {
    return new ReleaseDraft(tag, sha, name, body, kinds);
  }

  public ReleaseDraft withGeneratedNotes() {
    return with(Kind.GENERATED_NOTES);
  }

  public ReleaseDraft asPrerelease() {
    return with(Kind.PRERELEASE);
  }

  public ReleaseDraft unpublished() {
    return with(Kind.UNPUBLISHED);
  }

  public ReleaseDraft notLatest() {
    return with(Kind.NOT_LATEST);
  }

  private ReleaseDraft with(Kind kind) {
    Set<Kind> all = new TreeSet<>(kinds);
    all.add(kind);
    return new ReleaseDraft(tag, target, name, body, all);
  }

  Map<String, Object> fields() {
    return Fields.of("tag_name", tag)
        .andIf("target_commitish", target)
        .and("name", name)
        .andIf("body", body)
        .and("draft", kinds.contains(Kind.UNPUBLISHED))
        .and("prerelease", kinds.contains(Kind.PRERELEASE))
        .and("generate_release_notes", kinds.contains(Kind.GENERATED_NOTES))
        .andIf("make_latest", kinds.contains(Kind.NOT_LATEST) ? "false" : "")
        .map();
  }
}
