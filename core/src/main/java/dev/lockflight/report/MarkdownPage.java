package dev.lockflight.report;

import java.util.ArrayList;
import java.util.List;

/** Sections of rows, the important ones first, that can be shortened at a row. */
final class MarkdownPage {
  /**
   * A part of the page.
   *
   * @param head its heading and whatever must stand in front of its first row
   */
  private record Section(String title, String head, List<String> rows) {}

  private static final int NOTE = 400;

  private final String title;
  private final List<Section> sections = new ArrayList<>();

  /** A page with this first line. */
  MarkdownPage(String title) {
    this.title = title;
  }

  /** A table; left out when it has no rows. */
  void table(String heading, String tableHead, List<String> rows) {
    String above = heading.isEmpty() ? "" : "### " + heading + "\n\n";
    add(new Section(heading, "\n" + above + tableHead + "\n", rows));
  }

  /** Lines of text, one row each. */
  void lines(String heading, List<String> rows) {
    add(new Section(heading, "\n### " + heading + "\n\n", rows));
  }

  /** Text that is there as a whole or not at all. */
  void block(String heading, String text) {
    add(new Section(heading, "\n### " + heading + "\n\n", List.of(text)));
  }

  private void add(Section section) {
    if (!section.rows().isEmpty()) {
      sections.add(section);
    }
  }

  String text() {
    return text(Integer.MAX_VALUE);
  }

  /** At most so many characters; what does not fit is counted at the end. */
  String text(int limit) {
    String whole = shortened(Integer.MAX_VALUE);
    return whole.length() <= limit ? whole : shortened(limit - NOTE);
  }

  private String shortened(int room) {
    StringBuilder page = new StringBuilder(title).append('\n');
    List<String> left = new ArrayList<>();
    for (Section section : sections) {
      int written = write(section, page, room);
      int rest = section.rows().size() - written;
      if (rest > 0) {
        left.add((section.title().isEmpty() ? "Summary" : section.title()) + " (" + rest + ")");
      }
    }
    return left.isEmpty()
        ? page.toString()
        : page + "\n_Shortened; rows left out: " + String.join(", ", left) + "._\n";
  }

  private static int write(Section section, StringBuilder page, int room) {
    int first = section.head().length() + section.rows().get(0).length() + 1;
    if (page.length() + first > room) {
      return 0;
    }
    page.append(section.head());
    int written = 0;
    for (String row : section.rows()) {
      if (page.length() + row.length() + 1 > room) {
        break;
      }
      page.append(row).append('\n');
      written++;
    }
    return written;
  }
}
