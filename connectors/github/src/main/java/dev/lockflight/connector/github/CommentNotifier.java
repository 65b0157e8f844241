package dev.lockflight.connector.github;

import dev.lockflight.Notification;
import dev.lockflight.Notification.About;
import dev.lockflight.Notifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/**
 * Notifications as one comment per run, which grows. What stands in it is not written again, so a
 * notification that comes twice after a crash is read once. Thread-safe.
 */
final class CommentNotifier implements Notifier {
  private static final String EVENT = "\n<!-- lockflight event: ";

  private final Comments comments;
  private final ToLongFunction<About> place;
  private final ReentrantLock oneByOne = new ReentrantLock();

  CommentNotifier(Comments comments, ToLongFunction<About> place) {
    this.comments = comments;
    this.place = place;
  }

  @Override
  public void send(Notification notification) throws InterruptedException {
    About about = notification.about();
    long number = place.applyAsLong(about);
    String key = "run " + about.run();
    oneByOne.lockInterruptibly();
    try {
      Optional<String> there = comments.stuck(number, key).map(Comment::body);
      List<String> told = there.map(CommentNotifier::told).orElse(List.of());
      String begin = EVENT + notification.id();
      if (told.stream().noneMatch(each -> each.startsWith(begin))) {
        List<String> all = new ArrayList<>(told);
        all.add(begin + " -->\n" + new NotifiedEvent(notification).html());
        var unused = comments.stick(number, key, grown(about, all));
      }
    } finally {
      oneByOne.unlock();
    }
  }

  private static List<String> told(String body) {
    List<String> all = new ArrayList<>();
    for (int at = body.indexOf(EVENT); at >= 0; ) {
      int next = body.indexOf(EVENT, at + 1);
      all.add(next < 0 ? body.substring(at) : body.substring(at, next));
      at = next;
    }
    return all;
  }

  /** The oldest go when there is no place for all. */
  private static String grown(About about, List<String> events) {
    String head = "### " + NotifiedEvent.escaped(about.pipeline() + " · " + about.run()) + "\n";
    int left = Shortened.COMMENT - 1_000 - head.length();
    int from = events.size();
    while (from > 0 && events.get(from - 1).length() <= left) {
      from--;
      left -= events.get(from).length();
    }
    return head + String.join("", events.subList(from, events.size()));
  }

  @Override
  public String toString() {
    return "comments on GitHub";
  }
}
