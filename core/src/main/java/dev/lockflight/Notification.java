package dev.lockflight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people are told about a run.
 *
 * @param entry the number of the journal's entry that made it worth telling; for what a step says,
 *     a number made of its place
 * @param at when that was
 */
public record Notification(Event event, About about, long entry, Instant at, Message message) {
  /** Why people are told. */
  public enum Event {
    STARTED,
    WAITING_FOR_APPROVAL,
    APPROVED,
    REJECTED,
    SUCCEEDED,
    FAILED,
    ROLLED_BACK,
    DEADLINE_NEAR,
    /** A step waits for a person: retry, skip or fail. */
    NEEDS_DECISION,
    /** A step of the pipeline says something. */
    MESSAGE
  }

  /** Which run, and where it was; channels keep what is about one run together. */
  public record About(RunId run, PipelineName pipeline, @Nullable EnvironmentName target) {
    /** The environment, when the event belongs to one. */
    public Optional<EnvironmentName> environment() {
      return Optional.ofNullable(target);
    }
  }

  /**
   * What is said, as plain text; the channel escapes what it must.
   *
   * @param title one line of at most 200 characters
   * @param paragraphs each may have several lines
   */
  public record Message(String title, List<String> paragraphs) {
    private static final int LONGEST_TITLE = 200;

    public Message {
      paragraphs = List.copyOf(paragraphs);
      if (title.length() > LONGEST_TITLE) {
        throw new IllegalArgumentException(
            "title must have at most " + LONGEST_TITLE + " characters, not " + title.length());
      }
      if (title.isBlank() || title.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("title must be one line that is not blank: " + title);
      }
    }

    public static Message of(String title, String... paragraphs) {
      return new Message(title, List.of(paragraphs));
    }
  }

  public Notification {
    if (entry < 1) {
      throw new IllegalArgumentException("entry must be positive: " + entry);
    }
  }

  /**
   * What a step says. Its number is made of run, stage and step, so that every attempt of the step
   * says it under the same id.
   */
  public static Notification of(StepContext step, Message message) {
    Digest place = Digest.of(step.run() + "/" + step.stage() + "/" + step.step());
    long number = Long.parseLong(place.brief(), 16) + 1;
    EnvironmentName target = step.environment().map(Environment::name).orElse(null);
    About about = new About(step.run(), step.pipeline(), target);
    return new Notification(Event.MESSAGE, about, number, step.now(), message);
  }

  /**
   * Stable per run and event, also over a crash and resume; no two notifications share one. 40
   * hexadecimal digits.
   */
  public String id() {
    String whole = about.run() + "/" + entry + "/" + event;
    return Digest.of(whole).value().substring("sha256:".length(), "sha256:".length() + 40);
  }
}
