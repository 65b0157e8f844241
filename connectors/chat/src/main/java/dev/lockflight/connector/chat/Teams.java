package dev.lockflight.connector.chat;

import dev.lockflight.Notification;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adaptive Cards for a workflow of Microsoft Teams. Text stands in text runs, in which no Markdown
 * is read; each line is a block of its own, because a run has no line breaks. A message has at most
 * 28 KB (learn.microsoft.com, "Webhooks and connectors").
 */
record Teams() implements Service {
  /** In UTF-8 no character of these takes more than three bytes. */
  private static final int CHARACTERS = 6_000;

  private static final int LINES = 120;
  private static final String CARD = "application/vnd.microsoft.card.adaptive";

  @Override
  public String name() {
    return "Microsoft Teams";
  }

  @Override
  public Optional<String> refuses(URI webhook) {
    String host = webhook.getHost() == null ? "" : webhook.getHost();
    return host.endsWith(".webhook.office.com") || host.equals("outlook.office.com")
        ? Optional.of(
            "Office 365 connectors are retired; in Teams choose Workflows, then 'Send webhook"
                + " alerts to a channel', and take the address it shows")
        : Optional.empty();
  }

  @Override
  public Object body(Notification notification) {
    Text text = new Text(notification);
    List<Object> body = new ArrayList<>();
    body.add(line(text.title(), Map.of("weight", "bolder", "size", "medium"), "default"));
    for (String paragraph : text.paragraphs(CHARACTERS, CHARACTERS)) {
      String spacing = "medium";
      for (String line : paragraph.lines().toList()) {
        if (!line.isBlank() && body.size() < LINES) {
          body.add(line(line, Map.of(), spacing));
          spacing = "none";
        }
      }
    }
    Map<String, Object> footer = line(text.footer(), Map.of("isSubtle", true), "large");
    footer.put("id", "lockflight-" + notification.id());
    body.add(footer);
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put("msteams", Map.of("width", "Full"));
    card.put("body", body);
    return Map.of(
        "type", "message", "attachments", List.of(Map.of("contentType", CARD, "content", card)));
  }

  private static Map<String, Object> line(String text, Map<String, Object> style, String spacing) {
    Map<String, Object> run = new LinkedHashMap<>(style);
    run.put("type", "TextRun");
    run.put("text", text);
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "RichTextBlock");
    block.put("spacing", spacing);
    block.put("inlines", List.of(run));
    return block;
  }

  @Override
  public String advice(int status) {
    return switch (status) {
      case 400 ->
          "the workflow cannot read it; it must begin with 'When a Teams webhook request"
              + " is received' and post the card";
      case 401, 403 ->
          "the workflow lets only others trigger it, or the address is outdated; copy" + " it anew";
      case 404, 410 -> "the workflow is gone or turned off; its owner may have left";
      case 413 -> "the card is too large";
      case 429 -> "Teams takes about four messages a second";
      default -> "look at the run history of the workflow in Power Automate";
    };
  }
}
