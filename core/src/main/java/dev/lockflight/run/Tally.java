package dev.lockflight.run;

/** How many stages stand how; kept along so that a run's status costs nothing. */
record Tally(int running, int waiting, int ended) {
  static final Tally NONE = new Tally(0, 0, 0);

  Tally moved(RunStatus before, RunStatus after) {
    return added(before, -1).added(after, 1);
  }

  private Tally added(RunStatus status, int n) {
    return new Tally(
        running + (status == RunStatus.RUNNING ? n : 0),
        waiting + (status == RunStatus.WAITING ? n : 0),
        ended + (status.isEnd() ? n : 0));
  }
}
