package dev.lockflight.proof;

import dev.lockflight.BranchPattern;
import dev.lockflight.Cause;
import dev.lockflight.Condition;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the causes that one branch of a trigger matches.
 *
 * @param ref null while several branches or tags match, or none is meant
 * @param target the branch a pull request goes into, the environment of a failure; null while
 *     several match
 * @param trigger with one branch
 */
record Start(Cause.Kind kind, @Nullable String ref, @Nullable String target, Trigger trigger) {
  static List<Start> of(Trigger trigger) {
    if (trigger instanceof Trigger.Push push) {
      return push.branches().stream()
          .map(b -> new Start(trigger.kind(), exact(b), null, new Trigger.Push(List.of(b))))
          .toList();
    }
    if (trigger instanceof Trigger.PullRequest request) {
      return request.into().stream()
          .map(b -> new Start(trigger.kind(), null, exact(b), new Trigger.PullRequest(List.of(b))))
          .toList();
    }
    if (trigger instanceof Trigger.Failure failure) {
      String environment = failure.environment().value();
      return List.of(new Start(trigger.kind(), failure.pipeline().value(), environment, trigger));
    }
    String ref = null;
    if (trigger instanceof Trigger.Tag tag) {
      ref = exact(tag.pattern());
    } else if (trigger instanceof Trigger.Cron cron) {
      ref = cron.expression().text();
    } else if (trigger instanceof Trigger.Upstream upstream) {
      ref = upstream.pipeline().value();
    }
    return List.of(new Start(trigger.kind(), ref, null, trigger));
  }

  private static @Nullable String exact(BranchPattern pattern) {
    return pattern.glob().indexOf('*') < 0 ? pattern.glob() : null;
  }

  /** The same with a branch that is known. */
  Start onBranch(String branch) {
    return new Start(kind, branch, target, trigger);
  }

  /** Whether such a cause can start the pipeline. */
  boolean canStart(Pipeline pipeline) {
    return pipeline.triggers().isEmpty()
        ? kind == Cause.Kind.MANUAL
        : pipeline.triggers().stream().anyMatch(each -> matches(each).orElse(true));
  }

  /** Whether the condition holds, where that is the same for all these causes. */
  Optional<Boolean> answers(Condition element) {
    if (!element.possibleKinds().contains(kind)) {
      return Optional.of(false);
    }
    if (element instanceof Condition.StartedBy by) {
      return matches(by.trigger());
    }
    if (element instanceof Condition.OnBranch on) {
      return kind == Cause.Kind.PUSH
          ? matches(new Trigger.Push(List.of(on.pattern())))
          : Optional.ofNullable(ref).map(on.pattern()::matches);
    }
    return Optional.empty();
  }

  private Optional<Boolean> matches(Trigger other) {
    if (other.kind() != kind) {
      return Optional.of(false);
    }
    boolean open =
        switch (kind) {
          case PUSH, TAG -> ref == null;
          case PULL_REQUEST -> target == null;
          case CRON, MANUAL, UPSTREAM, FAILURE -> false;
        };
    if (!open) {
      return Optional.of(other.matches(asCause()));
    }
    return patterns(other).containsAll(patterns(trigger)) ? Optional.of(true) : Optional.empty();
  }

  private Cause asCause() {
    return new Cause(kind, ref, target, Principal.ENGINE, Set.of(), Map.of());
  }

  private static List<BranchPattern> patterns(Trigger trigger) {
    if (trigger instanceof Trigger.Push push) {
      return push.branches();
    }
    if (trigger instanceof Trigger.PullRequest request) {
      return request.into();
    }
    return trigger instanceof Trigger.Tag tag ? List.of(tag.pattern()) : List.of();
  }

  @Override
  public String toString() {
    String branch = kind == Cause.Kind.PULL_REQUEST && ref != null ? " from " + ref : "";
    return trigger + branch;
  }
}
