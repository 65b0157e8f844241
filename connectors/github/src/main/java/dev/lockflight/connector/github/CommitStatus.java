package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.connector.http.JsonTree;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mark at a commit; the newest of each context counts.
 *
 * @param context what it is about, for example {@code lockflight/stage}; upper and lower case are
 *     the same
 * @param description at most 140 characters; longer ones are shortened
 * @param link where to read more
 */
public record CommitStatus(String context, State state, String description, @Nullable URI link) {
  private static final int LONGEST_DESCRIPTION = 140;

  /** What it says. */
  public enum State {
    PENDING,
    SUCCESS,
    /** A bad finding. */
    FAILURE,
    /** Could not tell. */
    ERROR;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public CommitStatus {
    if (context.isBlank()) {
      throw new InvalidDefinitionException("status context must not be blank");
    }
    description = Shortened.to(LONGEST_DESCRIPTION, description);
  }

  public static CommitStatus of(String context, State state) {
    return new CommitStatus(context, state, "", null);
  }

  public static CommitStatus success(String context) {
    return of(context, State.SUCCESS);
  }

  public static CommitStatus pending(String context) {
    return of(context, State.PENDING);
  }

  public static CommitStatus failure(String context) {
    return of(context, State.FAILURE);
  }

  public static CommitStatus error(String context) {
    return of(context, State.ERROR);
  }

  public CommitStatus describedAs(String text) {
    return new CommitStatus(context, state, text, link);
  }

  public CommitStatus linking(URI uri) {
    return new CommitStatus(context, state, description, uri);
  }

  static CommitStatus read(JsonTree json) {
    return new CommitStatus(
        json.at("context").text(),
        State.valueOf(json.at("state").text().toUpperCase(Locale.ROOT)),
        json.at("description").optionalText().orElse(""),
        Read.uri(json.at("target_url")));
  }

  @Override
  public String toString() {
    return context + " " + state.word() + (description.isEmpty() ? "" : ": " + description);
  }
}
