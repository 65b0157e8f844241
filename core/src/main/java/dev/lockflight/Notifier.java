package dev.lockflight;

/**
 * A channel through which people hear of runs: mail, a chat, a comment. Must be thread-safe.
 *
 * <p>It has timeouts of its own, and stops when its thread is interrupted. Secrets it needs come
 * from a {@link SecretSource} it was made with, and stand in no message of an exception.
 *
 * <p>A channel that fails never fails a run: whoever sends writes the failure down and goes on.
 */
public interface Notifier {
  /**
   * Sends it, and returns when the channel has taken it. After a crash the same notification may
   * come once more: its {@link Notification#id()} must go with it, so that the channel or its
   * reader recognises it.
   *
   * @throws StepFailedException when the channel did not take it, saying whether trying again can
   *     help
   * @throws Exception when the channel did not take it; counts as TRANSIENT
   */
  void send(Notification notification) throws Exception;
}
