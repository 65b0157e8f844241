package dev.lockflight;

/**
 * How far a running step has come, for people; never part of the journal.
 *
 * @param what what is being done now, for example the dbt node
 * @param done how many are finished
 * @param total how many there are, or -1 when nobody knows
 */
public record Progress(String what, long done, long total) {
  public static Progress of(String what, long done, long total) {
    return new Progress(what, done, total);
  }

  /** Progress whose end is not known. */
  public static Progress of(String what, long done) {
    return new Progress(what, done, -1);
  }

  @Override
  public String toString() {
    return (total < 0 ? done + " done" : done + "/" + total) + " " + what;
  }
}
