package dev.lockflight;

/**
 * An operation that runs here and returns its result.
 *
 * <p>After a crash it is repeated, unless its step says {@link Step#atMostOnce()}: so it should do
 * no harm when it runs twice. It is stopped by interruption.
 */
public non-sealed interface Call<T> extends Operation<T> {
  /**
   * Runs it.
   *
   * @throws StepFailedException to say whether trying again can help
   * @throws Exception anything else counts as a FATAL failure
   */
  T run(StepContext context) throws Exception;
}
