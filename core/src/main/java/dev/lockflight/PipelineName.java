package dev.lockflight;

/** The name of a pipeline, unique in one engine. */
public record PipelineName(String value) implements Comparable<PipelineName> {
  public PipelineName {
    NameRule.check("pipeline name", value);
  }

  public static PipelineName of(String value) {
    return new PipelineName(value);
  }

  @Override
  public int compareTo(PipelineName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
