package dev.lockflight;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** When a pipeline is started. A run can only be started by a cause that some trigger matches. */
public sealed interface Trigger {
  boolean matches(Cause cause);

  /** The kind of causes that can match, used to find stages that could never run. */
  Cause.Kind kind();

  /** A push to one of the branches. */
  record Push(List<BranchPattern> branches) implements Trigger {
    public Push {
      branches = atLeastOne("push", branches);
    }

    @Override
    public boolean matches(Cause cause) {
      return cause.kind() == kind() && anyMatches(branches, cause.ref());
    }

    @Override
    public Cause.Kind kind() {
      return Cause.Kind.PUSH;
    }

    @Override
    public String toString() {
      return "push to " + listed(branches);
    }
  }

  /** A pull request that wants to be merged into one of the branches. */
  record PullRequest(List<BranchPattern> into) implements Trigger {
    public PullRequest {
      into = atLeastOne("pull request", into);
    }

    @Override
    public boolean matches(Cause cause) {
      return cause.kind() == kind() && anyMatches(into, cause.target());
    }

    @Override
    public Cause.Kind kind() {
      return Cause.Kind.PULL_REQUEST;
    }

    @Override
    public String toString() {
      return "pull request into " + listed(into);
    }
  }

  /** A tag that matches. */
  record Tag(BranchPattern pattern) implements Trigger {
    @Override
    public boolean matches(Cause cause) {
      return cause.kind() == kind() && anyMatches(List.of(pattern), cause.ref());
    }

    @Override
    public Cause.Kind kind() {
      return Cause.Kind.TAG;
    }

    @Override
    public String toString() {
      return "tag " + pattern;
    }
  }

  /**
   * A schedule: five cron fields, read in a zone.
   *
   * @param missed what becomes of occurrences that nobody was there for
   */
  record Cron(CronExpression expression, ZoneId zone, MissedRuns missed) implements Trigger {
    /** One whose missed occurrences are skipped. */
    public Cron(CronExpression expression, ZoneId zone) {
      this(expression, zone, MissedRuns.skip());
    }

    /** The same schedule, which makes up for what was missed in this way. */
    public Cron catchingUp(MissedRuns other) {
      return new Cron(expression, zone, other);
    }

    @Override
    public boolean matches(Cause cause) {
      return cause.kind() == kind() && expression.text().equals(cause.ref());
    }

    @Override
    public Cause.Kind kind() {
      return Cause.Kind.CRON;
    }

    @Override
    public String toString() {
      return "schedule " + expression + " " + zone;
    }
  }

  /** A person, with typed inputs. */
  record Manual(List<Parameter<?>> inputs) implements Trigger {
    public Manual {
      inputs = List.copyOf(inputs);
    }

    @Override
    public boolean matches(Cause cause) {
      return cause.kind() == kind();
    }

    @Override
    public Cause.Kind kind() {
      return Cause.Kind.MANUAL;
    }

    @Override
    public String toString() {
      return inputs.isEmpty() ? "by hand" : "by hand with " + inputs;
    }
  }

  /** The success of a run of another pipeline. */
  record Upstream(PipelineName pipeline) implements Trigger {
    @Override
    public boolean matches(Cause cause) {
      return cause.kind() == kind() && pipeline.value().equals(cause.ref());
    }

    @Override
    public Cause.Kind kind() {
      return Cause.Kind.UPSTREAM;
    }

    @Override
    public String toString() {
      return "success of " + pipeline;
    }
  }

  /**
   * A deployment of another pipeline FAILED, and what it left in the environment is still there. It
   * starts a pipeline that rolls back: its run is started with the release that was verified there
   * last.
   *
   * @param whenErrored whether also when the deployment ERRORED, that is when nobody knows
   */
  record Failure(PipelineName pipeline, EnvironmentName environment, boolean whenErrored)
      implements Trigger {
    /** Also when the deployment ERRORED. */
    public Failure alsoWhenErrored() {
      return new Failure(pipeline, environment, true);
    }

    @Override
    public boolean matches(Cause cause) {
      return cause.kind() == kind()
          && pipeline.value().equals(cause.ref())
          && environment.value().equals(cause.target());
    }

    @Override
    public Cause.Kind kind() {
      return Cause.Kind.FAILURE;
    }

    @Override
    public String toString() {
      return (whenErrored ? "failure or error of " : "failure of ")
          + pipeline
          + " in "
          + environment;
    }
  }

  private static boolean anyMatches(
      List<BranchPattern> patterns, @org.jspecify.annotations.Nullable String name) {
    return name != null && patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }

  private static List<BranchPattern> atLeastOne(String kind, List<BranchPattern> patterns) {
    if (patterns.isEmpty()) {
      throw new InvalidDefinitionException(kind + " trigger must name at least one branch");
    }
    return List.copyOf(patterns);
  }

  private static String listed(List<BranchPattern> patterns) {
    return patterns.stream().map(BranchPattern::glob).collect(Collectors.joining(", "));
  }
}
