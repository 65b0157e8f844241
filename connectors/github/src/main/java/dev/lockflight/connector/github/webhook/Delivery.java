package dev.lockflight.connector.github.webhook;

/**
 * A webhook that is GitHub's.
 *
 * @param id the same when GitHub delivers it again
 * @param name of the event, for example {@code push}
 * @param repository written owner/name; empty when the event is of none
 */
public record Delivery(String id, String name, String repository, WebhookEvent event) {}
