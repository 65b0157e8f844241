package dev.lockflight.connector.chat;

import dev.lockflight.Notification;
import java.net.URI;
import java.util.Optional;

/** What is particular to one chat. */
interface Service {
  String name();

  /** Why this cannot be a webhook of it; empty when it can. */
  Optional<String> refuses(URI webhook);

  /** What is posted, for JSON. */
  Object body(Notification notification);

  /** What to do about such an answer. */
  String advice(int status);
}
