package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a verdict shows of many things: the first few, and how many more there are. Used by one
 * thread.
 */
final class Shown {
  static final int MOST = 20;
  private static final int LONGEST = 200;

  private final UnaryOperator<String> redact;
  private final List<Evidence> first = new ArrayList<>();
  private long all;

  /**
   * Shows nothing yet.
   *
   * @param redact takes the run's secrets out, before text is cut and one could remain by half
   */
  Shown(UnaryOperator<String> redact) {
    this.redact = redact;
  }

  void add(String name, String observed, String expected, String source) {
    if (all++ < MOST) {
      first.add(new Evidence(text(name), text(observed), expected, source));
    }
  }

  /** There are so many more, of which nothing is known here. */
  void more(long count) {
    all += count;
  }

  long size() {
    return all;
  }

  /** What was added, behind that evidence. */
  List<Evidence> behind(Evidence head) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(head);
    evidence.addAll(first);
    long left = all - first.size();
    if (left > 0) {
      evidence.add(new Evidence("more like these", Long.toString(left), "0", head.source()));
    }
    return evidence;
  }

  /** One line of bounded length, without secrets. */
  String text(String text) {
    return line(redact.apply(text));
  }

  /** One line of bounded length. */
  static String line(String text) {
    String start = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
    String line = start.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
