package dev.lockflight.benchmarks;

/** Our engine on one database. */
record Lockflight(Place place) implements Contender {
  @Override
  public String name() {
    return "Lockflight, " + place.name();
  }

  @Override
  public Round prepare(Workload workload) {
    return new LockflightRuns(place, Pipelines.steps(workload.steps()), workload);
  }
}
