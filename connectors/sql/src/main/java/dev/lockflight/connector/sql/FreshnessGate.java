package dev.lockflight.connector.sql;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Opens while the newest value of a column is young enough. */
record FreshnessGate(
    Warehouse warehouse, NewestQuestion newest, Duration oldest, Verdict.Status whenEmpty)
    implements DataGate {
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  @Override
  public String demand() {
    String zone = newest.zone().equals(ZoneOffset.UTC) ? "" : " read in " + newest.zone();
    String empty = whenEmpty == Verdict.Status.ERRORED ? "" : " (" + whenEmpty + " when empty)";
    return "newest " + newest.subject() + zone + " is at most " + show(oldest) + " old" + empty;
  }

  @Override
  public Verdict judge(GateContext context) throws InterruptedException {
    Answer<NewestQuestion.Seen> answer = warehouse.ask(newest.question());
    NewestQuestion.Seen seen = answer.value();
    Instant youngest = seen.newest();
    if (youngest == null) {
      String nothing = seen.rows() == 0 ? "no rows" : "only NULLs in " + seen.rows() + " rows";
      return verdict(whenEmpty, nothing, answer);
    }
    Duration age = Duration.between(youngest, seen.now());
    String observed = show(age) + " old: " + youngest + ", the warehouse's time is " + seen.now();
    if (age.compareTo(CLOCK_DIFFERENCE.negated()) < 0) {
      String zone = "; timestamps without zone were read in " + newest.zone();
      return verdict(Verdict.Status.ERRORED, "in the future: " + observed + zone, answer);
    }
    boolean passes = age.compareTo(oldest) <= 0;
    return verdict(passes ? Verdict.Status.PASSED : Verdict.Status.FAILED, observed, answer);
  }

  private Verdict verdict(Verdict.Status status, String observed, Answer<?> answer) {
    Evidence evidence =
        Evidence.of(
            "newest " + newest.subject(), observed, "at most " + show(oldest), answer.source());
    String summary = newest.subject() + ": " + observed + ", allowed " + show(oldest);
    return Verdict.of(status, summary, List.of(evidence));
  }

  /** 6h, 1h30m, 45.5s: the ISO form without its ceremony. */
  private static String show(Duration duration) {
    String iso = duration.toString().substring(2);
    return iso.toLowerCase(Locale.ROOT);
  }
}
