package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
import dev.lockflight.connector.http.RestException;
import java.io.IOException;
import java.util.Set;

/** A step that calls GitHub. */
final class GitHubCall<T> implements Call<T> {
  /** What it does. */
  @FunctionalInterface
  interface Work<T> {
    T in(StepContext context) throws IOException, InterruptedException;
  }

  private final String name;
  private final String description;
  private final Set<Output<?>> reads;
  private final Work<T> work;

  private GitHubCall(String name, String description, Set<Output<?>> reads, Work<T> work) {
    this.name = name;
    this.description = description;
    this.reads = reads;
    this.work = work;
  }

  static <T> Call<T> of(String name, String description, Work<T> work) {
    return new GitHubCall<>(name, description, Set.of(), work);
  }

  static <T> Call<T> reading(Output<?> key, String name, String description, Work<T> work) {
    return new GitHubCall<>(name, description, Set.of(key), work);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public Set<Output<?>> reads() {
    return reads;
  }

  @Override
  public T run(StepContext context) throws IOException, InterruptedException {
    return failingAsStep(() -> work.in(context));
  }

  /** Something that asks GitHub. */
  @FunctionalInterface
  interface Asking<T> {
    T ask() throws IOException, InterruptedException;
  }

  /** Errors of GitHub become failures of the step, of the right class. */
  static <T> T failingAsStep(Asking<T> asking) throws IOException, InterruptedException {
    try {
      return asking.ask();
    } catch (GitHubException e) {
      throw e.asStepFailure();
    } catch (RestException e) {
      throw e.asStepFailure();
    }
  }
}
