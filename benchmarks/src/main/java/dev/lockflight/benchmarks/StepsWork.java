package dev.lockflight.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** W1 and W2: steps a second, one run alone and many side by side, beside the limit and peers. */
final class StepsWork {
  private final Place place;
  private final List<Contender> peers;
  private final Sizes sizes;

  StepsWork(Place place, List<Contender> peers, Sizes sizes) {
    this.place = place;
    this.peers = peers;
    this.sizes = sizes;
  }

  void measure(Report report) throws Exception {
    Workload one = Workload.sequential(sizes.steps());
    Workload many = new Workload(sizes.runs(), 10, 16);
    Contender ours = new Lockflight(place);
    try (Duel duel = new Duel()) {
      Duel.Side raw = duel.add(new RawCommits(place), one);
      Duel.Side first = duel.add(ours, one);
      Duel.Side second = duel.add(ours, many);
      List<Duel.Side> others = new ArrayList<>();
      for (Contender peer : peers) {
        others.add(duel.add(peer, one));
        others.add(duel.add(peer, many));
      }
      duel.fight(sizes.warmups(), sizes.rounds());
      report(report, raw, first, second);
      for (int i = 0; i < others.size(); i += 2) {
        peer(report, "W1", others.get(i), first);
        peer(report, "W2", others.get(i + 1), second);
      }
    }
  }

  private void report(Report report, Duel.Side raw, Duel.Side first, Duel.Side second) {
    report.row(
        "raw commits, " + place.name(), "", raw.rates().text("%.0f") + " commits/s", raw.remark());
    report.row(
        "W1 " + first.name(),
        "≥ 80 % of raw",
        first.rates().text("%.0f") + " steps/s",
        percent(first, raw) + " of raw; " + first.remark());
    report.row(
        "W2 " + second.name(),
        "≥ 5 × W1",
        second.rates().text("%.0f") + " steps/s",
        times(second, first) + " W1; " + second.remark());
  }

  private static void peer(Report report, String work, Duel.Side peer, Duel.Side ours) {
    report.row(
        work + " " + peer.name(),
        "",
        peer.rates().text("%.0f") + " steps/s",
        "Lockflight is at " + times(ours, peer) + " it; " + peer.remark());
  }

  private static String percent(Duel.Side side, Duel.Side other) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * side.ratioTo(other));
  }

  private static String times(Duel.Side side, Duel.Side other) {
    return String.format(Locale.ROOT, "%.1f ×", side.ratioTo(other));
  }
}
