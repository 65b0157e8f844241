package dev.lockflight.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A page that stands alone: one file, its own style, no script, and a policy that forbids the
 * browser to load anything.
 */
final class HtmlPage {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'";

  private final Html html = new Html();
  private final List<String> sections;

  private HtmlPage(List<String> sections) {
    this.sections = sections;
  }

  /** Begins a page whose parts are called so; the ones without content are not to be named. */
  static HtmlPage begin(String title, List<String> sections) {
    HtmlPage page = new HtmlPage(new ArrayList<>(sections));
    Html html = page.html;
    html.doctype();
    html.open("html", "lang", "en");
    html.open("head");
    html.open("meta", "charset", "utf-8");
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.open("meta", "name", "referrer", "content", "no-referrer");
    html.element("title", title);
    html.style(sheet());
    html.close();
    html.open("body");
    return page;
  }

  Html html() {
    return html;
  }

  /** Links to the parts of the page. */
  void contents() {
    html.open("nav", "aria-label", "parts of this report");
    for (String section : sections) {
      html.element("a", section, "href", "#" + id(section));
    }
    html.close();
  }

  /** Whether the page has this part; begins it when it does. */
  boolean section(String name, String lead) {
    if (!sections.contains(name)) {
      return false;
    }
    html.open("section", "id", id(name), "aria-labelledby", id(name) + "-h");
    html.element("h2", name, "id", id(name) + "-h");
    if (!lead.isEmpty()) {
      html.element("p", lead, "class", "lead");
    }
    return true;
  }

  String end(String note) {
    html.open("footer");
    html.text(note);
    html.close();
    html.close();
    html.close();
    return html.toString();
  }

  /** Says how many are not shown. */
  void leftOut(int number, String what) {
    if (number > 0) {
      html.element(
          "p", number + " more " + what + " are not shown; the JSON has them", "class", "lead");
    }
  }

  static String id(String section) {
    return section.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
  }

  private static String sheet() {
    try (InputStream sheet = HtmlPage.class.getResourceAsStream("report.css")) {
      if (sheet == null) {
        throw new IllegalStateException("report.css is missing beside " + HtmlPage.class.getName());
      }
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read report.css", e);
    }
  }
}
