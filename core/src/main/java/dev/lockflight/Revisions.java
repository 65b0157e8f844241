package dev.lockflight;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Where commits come from: a git repository, as far as triggers look at it. Calls may block, and
 * end when they are interrupted. Must be thread-safe.
 */
public interface Revisions {
  /**
   * Which repository, for messages and to remember what was seen of it: always the same for the
   * same one, and without credentials.
   */
  String name();

  /**
   * The newest commit of a branch; empty when there is no such branch.
   *
   * @throws IOException when the repository cannot be asked, saying why
   */
  Optional<Revision> head(String branch) throws IOException, InterruptedException;

  /**
   * The commit a tag marks; empty when there is no such tag.
   *
   * @throws IOException when the repository cannot be asked, saying why
   */
  Optional<Revision> tagged(String tag) throws IOException, InterruptedException;

  /**
   * Whether it knows the logins of authors. When it does not, triggers refuse to open for a
   * pipeline one of whose approvals bars authors: it would bar nobody.
   */
  boolean knowsAuthors();

  /**
   * The logins of those who wrote what {@code commit} has and {@code before} has not.
   *
   * @throws IOException when the repository cannot be asked, saying why
   */
  Set<String> authors(String before, String commit) throws IOException, InterruptedException;
}
