package dev.lockflight.run;

import dev.lockflight.StageName;

/** Where a value stands: the output's name and the stage, or cell, that wrote it. */
public record OutputKey(String output, StageName writer) {
  @Override
  public String toString() {
    return output + "@" + writer;
  }

  /** The key that {@link #toString()} wrote. */
  public static OutputKey parse(String text) {
    int at = text.indexOf('@');
    return new OutputKey(text.substring(0, at), StageName.of(text.substring(at + 1)));
  }
}
