package dev.lockflight.notify;

import dev.lockflight.Notification.Message;
import dev.lockflight.RunId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The usual words: a title, the facts, what was seen, what to do. */
record UsualWording(Function<RunId, Optional<URI>> page) implements Wording {
  private static final int LONGEST_TITLE = 160;

  @Override
  public Message say(Occasion occasion) {
    Words words = Words.of(occasion);
    List<String> paragraphs = new ArrayList<>();
    words.happened().ifPresent(paragraphs::add);
    paragraphs.add(facts(occasion));
    words.seen().ifPresent(paragraphs::add);
    words.next().ifPresent(paragraphs::add);
    page.apply(occasion.run().id()).ifPresent(link -> paragraphs.add("See " + link));
    return new Message(title(occasion, words), paragraphs);
  }

  private static String title(Occasion occasion, Words words) {
    String where = occasion.environment().map(name -> "[" + name + "] ").orElse("");
    String whole = where + occasion.pipeline().name() + " " + words.title();
    return whole.length() <= LONGEST_TITLE ? whole : whole.substring(0, LONGEST_TITLE) + "…";
  }

  private static String facts(Occasion occasion) {
    var created = occasion.run().created();
    return "Release: "
        + occasion.run().release().commit()
        + "\nRun: "
        + occasion.run().id()
        + " of "
        + occasion.pipeline().name()
        + occasion.environment().map(name -> "\nEnvironment: " + name).orElse("")
        + "\nStarted by: "
        + created.cause();
  }
}
