package dev.lockflight;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What actually started a run: the occurrence that a {@link Trigger} waits for.
 *
 * @param ref the branch or tag, the cron expression or the upstream pipeline; null for manual
 *     starts
 * @param target the branch a pull request wants to be merged into, the environment in which a
 *     deployment failed, else null
 * @param by the initiator
 * @param authors logins of the commits' authors, for approvals that bar them
 * @param inputs explicit parameter values
 */
public record Cause(
    Kind kind,
    @Nullable String ref,
    @Nullable String target,
    Principal by,
    Set<String> authors,
    Map<String, String> inputs) {
  /** How a run can be started. */
  public enum Kind {
    PUSH,
    PULL_REQUEST,
    TAG,
    CRON,
    MANUAL,
    UPSTREAM,
    FAILURE
  }

  public Cause {
    authors = Collections.unmodifiableSet(new TreeSet<>(authors));
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
  }

  public static Cause push(String branch, Principal by) {
    return new Cause(Kind.PUSH, branch, null, by, Set.of(), Map.of());
  }

  public static Cause pullRequest(String branch, String target, Principal by) {
    return new Cause(Kind.PULL_REQUEST, branch, target, by, Set.of(), Map.of());
  }

  public static Cause tag(String tag, Principal by) {
    return new Cause(Kind.TAG, tag, null, by, Set.of(), Map.of());
  }

  public static Cause cron(String expression) {
    return new Cause(Kind.CRON, expression, null, Principal.ENGINE, Set.of(), Map.of());
  }

  public static Cause manual(Principal by) {
    return new Cause(Kind.MANUAL, null, null, by, Set.of(), Map.of());
  }

  public static Cause upstream(PipelineName pipeline, Principal by) {
    return new Cause(Kind.UPSTREAM, pipeline.value(), null, by, Set.of(), Map.of());
  }

  /** A deployment of this pipeline into this environment failed. */
  public static Cause failure(PipelineName pipeline, EnvironmentName in, Principal by) {
    return new Cause(Kind.FAILURE, pipeline.value(), in.value(), by, Set.of(), Map.of());
  }

  public Cause withInput(String parameter, String value) {
    Map<String, String> all = new TreeMap<>(inputs);
    all.put(parameter, value);
    return new Cause(kind, ref, target, by, authors, all);
  }

  public Cause withAuthors(String... logins) {
    return new Cause(kind, ref, target, by, Set.of(logins), inputs);
  }

  @Override
  public String toString() {
    String what =
        switch (kind) {
          case PUSH -> "push to " + ref;
          case PULL_REQUEST -> "pull request " + ref + " → " + target;
          case TAG -> "tag " + ref;
          case CRON -> "schedule " + ref;
          case MANUAL -> "manual start";
          case UPSTREAM -> "success of " + ref;
          case FAILURE -> "failure of " + ref + " in " + target;
        };
    return what + " by " + by.name();
  }
}
