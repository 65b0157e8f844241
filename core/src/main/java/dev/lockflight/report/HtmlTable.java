package dev.lockflight.report;

import java.util.List;

/** A table whose cells are text; wide ones are scrolled inside the page. */
final class HtmlTable {
  private static final int LONGEST = 2_000;

  private final Html html;

  private HtmlTable(Html html) {
    this.html = html;
  }

  static HtmlTable begin(Html html, String caption, List<String> heads) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table");
    html.open("thead");
    html.open("tr");
    heads.forEach(head -> html.element("th", head, "scope", "col"));
    html.close();
    html.close();
    html.open("tbody");
    return new HtmlTable(html);
  }

  void beginRow() {
    html.open("tr");
  }

  void row(List<String> cells) {
    html.open("tr");
    cells.forEach(this::cell);
    html.close();
  }

  void cell(String text) {
    html.open("td");
    html.prose(SafeText.abridged(text, LONGEST));
    html.close();
  }

  void cell(Mark mark, String word) {
    html.open("td");
    HtmlMark.pill(html, mark, word);
    html.close();
  }

  void endRow() {
    html.close();
  }

  void end() {
    html.close();
    html.close();
    html.close();
  }
}
