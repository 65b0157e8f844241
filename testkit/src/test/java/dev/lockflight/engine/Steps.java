package dev.lockflight.engine;

import dev.lockflight.Call;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps and gates that tests script, and the world they write down what happened in. */
final class Steps {
  interface Body<T> {
    T run(StepContext context) throws Exception;
  }

  interface Question {
    Verdict ask(GateContext context) throws Exception;
  }

  record Scripted<T>(String name, Set<Output<?>> reads, Body<T> body) implements Call<T> {
    @Override
    public T run(StepContext context) throws Exception {
      return body.run(context);
    }
  }

  record Asked(GateName name, Kind kind, Question question) implements Gate {
    @Override
    public Verdict evaluate(GateContext context) throws Exception {
      return question.ask(context);
    }
  }

  /** Everything steps did, in order. */
  final List<String> done = new ArrayList<>();

  Call<String> ok(String name) {
    return call(name, context -> "ok");
  }

  <T> Call<T> call(String name, Body<T> body) {
    return new Scripted<>(
        name,
        Set.of(),
        context -> {
          done.add(name);
          return body.run(context);
        });
  }

  Call<String> reading(String name, Output<?> output) {
    return new Scripted<>(
        name,
        Set.of(output),
        context -> {
          done.add(name + "=" + context.read(output));
          return "ok";
        });
  }

  Call<String> fatal(String name) {
    return call(
        name,
        context -> {
          throw StepFailedException.fatal("broken");
        });
  }

  /** Fails transiently so many times, then succeeds. */
  Call<String> flaky(String name, int failures) {
    return call(
        name,
        context -> {
          if (context.attempt() <= failures) {
            throw StepFailedException.transientFailure("not yet");
          }
          return "ok";
        });
  }

  static Gate gate(String name, Question question) {
    return new Asked(GateName.of(name), Gate.Kind.CHECK, question);
  }

  static Gate pure(String name, Question question) {
    return new Asked(GateName.of(name), Gate.Kind.PURE, question);
  }

  static Gate passes(String name) {
    return gate(name, context -> Verdict.passed("fine"));
  }

  static Gate fails(String name) {
    return gate(name, context -> Verdict.failed("bad"));
  }

  /** A remote side that counts what was submitted to it and finishes after so many polls. */
  final class Remote implements RemoteOperation<String> {
    final Map<String, Integer> submitted = new HashMap<>();
    final List<String> cancelled = new ArrayList<>();
    private final int polls;
    private int polled;

    Remote(int polls) {
      this.polls = polls;
    }

    @Override
    public String name() {
      return "remote";
    }

    @Override
    public Handle submit(StepContext context) {
      submitted.merge(context.idempotencyKey(), 1, Integer::sum);
      done.add("submit");
      return new Handle("job-" + submitted.size());
    }

    @Override
    public Poll<String> poll(Handle handle, StepContext context) {
      if (!cancelled.isEmpty()) {
        throw StepFailedException.fatal("cancelled");
      }
      return ++polled < polls
          ? Poll.running(Duration.ofSeconds(30), Progress.of("running", polled, polls))
          : Poll.finished("done by " + handle.value());
    }

    @Override
    public void cancel(Handle handle, StepContext context) {
      cancelled.add(handle.value());
    }
  }
}
