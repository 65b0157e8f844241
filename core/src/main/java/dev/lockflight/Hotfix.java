package dev.lockflight;

/**
 * A run that somebody started as a hotfix: it may pass freezes and soaks where the environment says
 * so, and nothing else. Never an approval, never a verification.
 */
public record Hotfix(Principal by, String reason) {
  @Override
  public String toString() {
    return "hotfix by " + by.name() + ": " + reason;
  }
}
