package dev.lockflight.artifact;

/**
 * What is wrong with one file of a set.
 *
 * @param how for example {@code is missing}, or {@code has 12 bytes instead of 40}
 */
public record Damage(String file, String how) {
  @Override
  public String toString() {
    return file + " " + how;
  }
}
