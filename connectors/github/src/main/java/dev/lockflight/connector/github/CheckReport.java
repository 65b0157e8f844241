package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a check run shall show. Immutable.
 *
 * @param externalId by which the same check run is found again and updated; unique per commit
 */
public record CheckReport(
    String name,
    String externalId,
    CheckState state,
    Words words,
    List<Annotation> annotations,
    @Nullable URI link) {
  /**
   * What people read.
   *
   * @param title one line
   * @param summary Markdown, like {@code text}; more than 65,535 characters are cut off
   */
  public record Words(String title, String summary, String text) {
    static final Words NONE = new Words("", "", "");
  }

  public CheckReport {
    if (name.isBlank() || externalId.isBlank()) {
      throw new InvalidDefinitionException("check must have a name and an external id");
    }
    annotations = List.copyOf(annotations);
  }

  /** A check with one run per commit: its name is its external id. */
  public static CheckReport of(String name, CheckState state) {
    return new CheckReport(name, name, state, Words.NONE, List.of(), null);
  }

  /** Another id, for a check that has several runs at one commit. */
  public CheckReport identifiedBy(String id) {
    return new CheckReport(name, id, state, words, annotations, link);
  }

  public CheckReport saying(String title, String summary) {
    Words said = new Words(title, summary, words.text());
    return new CheckReport(name, externalId, state, said, annotations, link);
  }

  /** More Markdown, below the summary. */
  public CheckReport detailed(String text) {
    Words said = new Words(words.title(), words.summary(), text);
    return new CheckReport(name, externalId, state, said, annotations, link);
  }

  public CheckReport annotating(List<Annotation> remarks) {
    return new CheckReport(name, externalId, state, words, remarks, link);
  }

  public CheckReport linking(URI uri) {
    return new CheckReport(name, externalId, state, words, annotations, uri);
  }

  Map<String, Object> fields() {
    Fields fields = Fields.of("name", name).and("external_id", externalId);
    return (state.isCompleted()
            ? fields.and("status", "completed").and("conclusion", state.word())
            : fields.and("status", state.word()))
        .andIf("details_url", Objects.toString(link, ""))
        .map();
  }

  /** The output with some of the annotations: GitHub takes 50 at once and adds them up. */
  Map<String, Object> output(List<Annotation> some) {
    return Fields.of("title", words.title().isBlank() ? name : words.title())
        .and("summary", Shortened.to(Shortened.COMMENT, words.summary()))
        .andIf("text", Shortened.to(Shortened.COMMENT, words.text()))
        .and("annotations", some.stream().map(Annotation::fields).toList())
        .map();
  }
}
