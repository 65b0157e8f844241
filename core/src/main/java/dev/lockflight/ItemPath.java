package dev.lockflight;

/** Where a step or gate stands in a run: {@code stage/phase/name}. */
public record ItemPath(StageName stage, Phase phase, String item) {
  @Override
  public String toString() {
    return stage + "/" + phase.text() + "/" + item;
  }
}
