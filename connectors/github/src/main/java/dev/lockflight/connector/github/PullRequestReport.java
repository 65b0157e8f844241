package dev.lockflight.connector.github;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a build has come to, for people who look at the pull request: totals, time, a link, and what
 * failed, first. Immutable.
 *
 * @param title for example {@code dbt build on stage}
 * @param counts how many ended how, in this order
 * @param failures what failed, with its message
 */
public record PullRequestReport(
    String title,
    Map<String, Integer> counts,
    @Nullable Duration elapsed,
    List<Failure> failures,
    @Nullable URI link) {
  /** Something that failed. */
  public record Failure(String what, String message) {}

  private static final int LONGEST_MESSAGE = 500;
  private static final String MARKUP = "\\`*_{}[]<>|~$";

  public PullRequestReport {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    failures = List.copyOf(failures);
  }

  public static PullRequestReport of(String title) {
    return new PullRequestReport(title, Map.of(), null, List.of(), null);
  }

  /** So many ended this way, for example {@code "success", 12}. */
  public PullRequestReport counting(String what, int number) {
    Map<String, Integer> all = new LinkedHashMap<>(counts);
    all.put(what, number);
    return new PullRequestReport(title, all, elapsed, failures, link);
  }

  public PullRequestReport took(Duration time) {
    return new PullRequestReport(title, counts, time, failures, link);
  }

  public PullRequestReport failing(String what, String message) {
    List<Failure> all = new ArrayList<>(failures);
    all.add(new Failure(what, message));
    return new PullRequestReport(title, counts, elapsed, all, link);
  }

  /** Where the whole result is, for example the artifacts. */
  public PullRequestReport linking(URI uri) {
    return new PullRequestReport(title, counts, elapsed, failures, uri);
  }

  /**
   * As Markdown in at most so many characters; failures that do not fit are counted.
   *
   * @param longest at least 2,000
   */
  public String markdown(int longest) {
    if (longest < 2_000) {
      throw new IllegalArgumentException("a report needs at least 2,000 characters: " + longest);
    }
    StringBuilder text = new StringBuilder(head());
    int left = failures.size();
    if (left > 0) {
      text.append("\n| failed | why |\n| --- | --- |\n");
    }
    String tail = tail();
    for (Failure failure : failures) {
      String row = "| " + escaped(failure.what()) + " | " + escaped(failure.message()) + " |\n";
      if (text.length() + row.length() + tail.length() + 60 > longest) {
        break;
      }
      text.append(row);
      left--;
    }
    return text + (left == 0 ? "" : "\n" + left + " more failures are not shown here.\n") + tail;
  }

  private String head() {
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder head =
        new StringBuilder("### " + (failures.isEmpty() ? "✅ " : "❌ ") + escaped(title) + "\n\n");
    head.append("**").append(total).append(" in all**");
    counts.forEach(
        (what, number) -> head.append(", ").append(number).append(' ').append(escaped(what)));
    if (elapsed != null) {
      head.append(", in ").append(time(elapsed));
    }
    return head.append("\n").toString();
  }

  private static String time(Duration time) {
    return time.toMinutes() == 0
        ? time.toSeconds() + " s"
        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  private String tail() {
    return link == null ? "" : "\n[The whole result](<" + link + ">)\n";
  }

  /** What others wrote stands there as it is: no markup, no mention of people, no line breaks. */
  private static String escaped(String text) {
    String line = Shortened.to(LONGEST_MESSAGE, text.strip()).replaceAll("\\s+", " ");
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '@' || c == '#') {
        escaped.append(c).append("&#8203;");
      } else if (c == '&') {
        escaped.append("&amp;");
      } else {
        escaped.append(MARKUP.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }
}
