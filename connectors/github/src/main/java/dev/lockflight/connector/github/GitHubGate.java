package dev.lockflight.connector.github;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import dev.lockflight.connector.http.RestException;
import java.io.IOException;

/** A gate that asks GitHub. What GitHub does not answer makes it ERRORED, never FAILED. */
final class GitHubGate implements Gate {
  /** Decides from what it is told. */
  @FunctionalInterface
  interface Judge {
    Verdict judge(GateContext context) throws IOException, InterruptedException;
  }

  private final GateName name;
  private final String description;
  private final Judge judge;

  private GitHubGate(GateName name, String description, Judge judge) {
    this.name = name;
    this.description = description;
    this.judge = judge;
  }

  static Gate of(String name, String description, Judge judge) {
    return new GitHubGate(GateName.of(name), description, judge);
  }

  @Override
  public GateName name() {
    return name;
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public Verdict evaluate(GateContext context) throws IOException, InterruptedException {
    try {
      return judge.judge(context);
    } catch (GitHubException e) {
      return Verdict.errored(String.valueOf(e.getMessage()));
    } catch (RestException e) {
      return Verdict.errored(String.valueOf(e.getMessage()));
    }
  }
}
