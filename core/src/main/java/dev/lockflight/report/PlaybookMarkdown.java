package dev.lockflight.report;

import dev.lockflight.Pipeline;
import java.util.ArrayList;
import java.util.List;

/** The rollback playbook in Markdown: a page of its own, or a part of the pipeline's. */
final class PlaybookMarkdown {
  private PlaybookMarkdown() {}

  static String of(Pipeline pipeline) {
    String name = MarkdownText.escaped(pipeline.name().value());
    MarkdownPage page = new MarkdownPage("## Rollback playbook of " + name);
    addTo(page, pipeline, "");
    return page.text();
  }

  /** A part for each stage that deploys. */
  static void addTo(MarkdownPage page, Pipeline pipeline, String before) {
    for (Playbook play : Playbook.all(pipeline)) {
      page.block(before + MarkdownText.escaped(play.title()), String.join("\n", lines(play)));
    }
  }

  private static List<String> lines(Playbook play) {
    List<String> lines = new ArrayList<>();
    for (Playbook.Answer answer : play.answers()) {
      lines.add("- " + answer.question() + ":");
      answer.lines().forEach(line -> lines.add("  - " + told(answer, line)));
    }
    return lines;
  }

  /** Commands are made of names, which have no back-ticks. */
  private static String told(Playbook.Answer answer, String line) {
    return answer.typed() ? "`" + line + "`" : MarkdownText.escaped(line);
  }
}
