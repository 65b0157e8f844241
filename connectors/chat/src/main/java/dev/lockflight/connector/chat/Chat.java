package dev.lockflight.connector.chat;

import dev.lockflight.Notifier;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;

/**
 * Channels into chats, through their incoming webhooks. The address of a webhook is a secret: who
 * has it can write. It is looked up for each notification, so that it can be changed while a
 * program runs.
 *
 * <pre>{@code
 * Channel team = Channel.of("team", Chat.slack(Secret.of("SLACK_WEBHOOK"), secrets));
 * }</pre>
 *
 * <p>An incoming webhook tells no id of what it posted, so neither chat can keep the messages of a
 * run in one thread. Thread-safe.
 */
public final class Chat {
  private Chat() {}

  /**
   * A channel of Slack, in Block Kit, as plain text: nothing in a message is a mention or a link.
   *
   * @param webhook {@code https://hooks.slack.com/services/...}
   */
  public static Notifier slack(Secret webhook, SecretSource secrets) {
    return new Webhook(new Slack(), webhook, secrets);
  }

  /**
   * A channel or chat of Microsoft Teams, as an Adaptive Card, through a workflow that begins with
   * "When a Teams webhook request is received". Webhooks of Office 365 connectors, which Microsoft
   * has retired, are refused.
   *
   * @param webhook the address that the workflow shows
   */
  public static Notifier teams(Secret webhook, SecretSource secrets) {
    return new Webhook(new Teams(), webhook, secrets);
  }
}
