package dev.lockflight.engine;

import dev.lockflight.Notice;
import dev.lockflight.Notification;
import dev.lockflight.RunId;
import dev.lockflight.notify.Notifications;

/**
 * One notification on its way.
 *
 * @param attempts how often it was tried already
 */
record Letter(Notification notification, Notifications rule, int attempts) {
  RunId run() {
    return notification.about().run();
  }

  Notice notice() {
    return Notice.of(notification, rule.channel());
  }

  Letter after(int tried) {
    return new Letter(notification, rule, tried);
  }
}
