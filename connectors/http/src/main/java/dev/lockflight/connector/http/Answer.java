package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;

/** An answer that was read to its end. Immutable and thread-safe. */
public final class Answer {
  private final AnswerHead head;
  private final byte[] bytes;
  private final Exchanged exchanged;

  Answer(AnswerHead head, byte[] bytes, Exchanged exchanged) {
    this.head = head;
    this.bytes = bytes;
    this.exchanged = exchanged;
  }

  public AnswerHead head() {
    return head;
  }

  public int status() {
    return head.status();
  }

  public Optional<String> header(String name) {
    return head.header(name);
  }

  /** What answered, behind all redirects. */
  public URI uri() {
    return head.uri();
  }

  public boolean isNotModified() {
    return head.isNotModified();
  }

  /**
   * The body read as this class, usually a record named as the client's {@link Naming} says. Fields
   * it does not know are ignored. Lists, maps and Optionals that are missing or null are empty; all
   * other components must be there.
   *
   * @throws UnreadableAnswerException when it is no JSON, or JSON of another shape
   */
  public <T> T as(Class<T> type) {
    return json().as(type);
  }

  /** The body, a list, with each element read as this class. */
  public <T> List<T> asListOf(Class<T> type) {
    return json().items().stream().map(item -> item.as(type)).toList();
  }

  /** The body, an object, with each element of the list under this name read as this class. */
  public <T> List<T> asListOf(Class<T> type, String name) {
    return json().at(name).items().stream().map(item -> item.as(type)).toList();
  }

  /**
   * The body as JSON of any shape.
   *
   * @throws UnreadableAnswerException when it is no JSON
   */
  public JsonTree json() {
    return new JsonTree(tree(), "", exchanged);
  }

  /** The same, or empty when it is no JSON: for bodies of errors, which may be anything. */
  Optional<JsonTree> jsonIfAny() {
    try {
      return bytes.length == 0
          ? Optional.empty()
          : Optional.of(new JsonTree(exchanged.format().tree(bytes), "", exchanged));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private JsonNode tree() {
    if (bytes.length == 0) {
      throw exchanged.unreadable(FailureClass.FATAL, "the answer " + status() + " has no body");
    }
    try {
      return exchanged.format().tree(bytes);
    } catch (UnexpectedEndOfInputException e) {
      throw exchanged.unreadable(
          FailureClass.TRANSIENT, "the JSON breaks off after " + bytes.length + " bytes");
    } catch (JacksonException e) {
      throw exchanged.unreadable(FailureClass.FATAL, notJson());
    }
  }

  /** Of the body only a page's title is told: an answer may be a secret. */
  private String notJson() {
    String type = header("Content-Type").orElse("no content type").toLowerCase(Locale.ROOT);
    String seen = Excerpt.isHtml(text()) ? ": " + Excerpt.ofHtml(text()) : "";
    return "the answer " + status() + " (" + type + ") is no JSON" + seen;
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Status and size, never the body. */
  @Override
  public String toString() {
    return head + " to " + exchanged.call() + ", " + bytes.length + " bytes";
  }
}
