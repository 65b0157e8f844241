package dev.lockflight.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures several rounds in one go: each once to warm up, then all of them again and again in
 * alternating order, so that what the machine does besides meets them alike.
 */
final class Duel implements AutoCloseable {
  /** One of those measured. */
  static final class Side {
    private final String name;
    private final Workload workload;
    private final Round round;
    private final Samples rates = new Samples();

    private Side(String name, Workload workload, Round round) {
      this.name = name;
      this.workload = workload;
      this.round = round;
    }

    String name() {
      return name;
    }

    /** Steps per second. */
    Samples rates() {
      return rates;
    }

    /** How many times as fast it is as the other: the median of what each round says. */
    double ratioTo(Side other) {
      return rates.ratiosTo(other.rates).median();
    }

    String remark() {
      return round.remark();
    }

    private double rate() throws Exception {
      long before = System.nanoTime();
      round.run();
      return workload.allSteps() / ((System.nanoTime() - before) / 1e9);
    }
  }

  private final List<Side> sides = new ArrayList<>();

  Side add(Contender contender, Workload workload) throws Exception {
    Side side = new Side(contender.name(), workload, contender.prepare(workload));
    sides.add(side);
    return side;
  }

  void fight(int warmups, int rounds) throws Exception {
    List<Side> order = new ArrayList<>(sides);
    for (int i = 0; i < warmups + rounds; i++) {
      for (Side side : order) {
        double rate = side.rate();
        if (i >= warmups) {
          side.rates.add(rate);
        }
      }
      Collections.reverse(order);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Side side : sides) {
      side.round.close();
    }
  }
}
