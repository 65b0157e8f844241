package dev.lockflight.connector.chat;

import dev.lockflight.Notification;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages in Slack's Block Kit, made of plain text objects, in which Slack reads no mark-up.
 *
 * <p>Limits (docs.slack.dev, block kit reference): a header has 150 characters, a section 3,000, a
 * block id 255, a message 50 blocks. Ampersand and angle brackets are written as entities.
 */
record Slack() implements Service {
  private static final int HEADER = 150;
  private static final int SECTION = 3_000;
  private static final int BLOCKS = 50;

  @Override
  public String name() {
    return "Slack";
  }

  @Override
  public Optional<String> refuses(URI webhook) {
    return webhook.getRawQuery() == null
        ? Optional.empty()
        : Optional.of("an incoming webhook has no query");
  }

  @Override
  public Object body(Notification notification) {
    Text text = new Text(notification);
    List<Object> blocks = new ArrayList<>();
    String title = text.title();
    boolean fits = escaped(title).length() <= HEADER;
    blocks.add(fits ? Map.of("type", "header", "text", plain(title, HEADER)) : section(title));
    for (String paragraph : text.paragraphs(SECTION, SECTION * (BLOCKS - 2))) {
      if (blocks.size() < BLOCKS - 1) {
        blocks.add(section(paragraph));
      }
    }
    Map<String, Object> footer = new LinkedHashMap<>();
    footer.put("type", "context");
    footer.put("block_id", "lockflight-" + notification.id());
    footer.put("elements", List.of(plain(text.footer(), SECTION)));
    blocks.add(footer);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", escaped(title));
    message.put("mrkdwn", false);
    message.put("blocks", blocks);
    return message;
  }

  private static Map<String, Object> section(String text) {
    return Map.of("type", "section", "text", plain(text, SECTION));
  }

  private static Map<String, Object> plain(String text, int longest) {
    return Map.of("type", "plain_text", "emoji", false, "text", fitting(text, longest));
  }

  /** Escaped, and cut between characters, never inside an entity. */
  private static String fitting(String text, int longest) {
    String whole = escaped(text);
    for (int length = text.length(); whole.length() > longest; length--) {
      length = Math.min(length, longest);
      whole = escaped(Text.cut(text, length));
    }
    return whole;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String advice(int status) {
    return switch (status) {
      case 400 -> "Slack found the message wrong; report it as a defect of Lockflight";
      case 403 -> "an administrator has restricted posting there; ask them";
      case 404, 410 -> "the webhook or its conversation is gone; make another webhook";
      case 429 -> "Slack takes about one message a second from a webhook";
      default -> "look at https://status.slack.com";
    };
  }
}
