package dev.lockflight.dsl;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Attribute;
import dev.lockflight.Axis;
import dev.lockflight.BranchPattern;
import dev.lockflight.Channel;
import dev.lockflight.Checklist;
import dev.lockflight.CombinedGate;
import dev.lockflight.Condition;
import dev.lockflight.CronExpression;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.GateName;
import dev.lockflight.HotfixRule;
import dev.lockflight.NegatedGate;
import dev.lockflight.Notification.Message;
import dev.lockflight.Operation;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.PipelinePart;
import dev.lockflight.RetryPolicy;
import dev.lockflight.Rollback;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.Tell;
import dev.lockflight.Told;
import dev.lockflight.Trigger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The words a pipeline is written with; import them statically.
 *
 * <pre>{@code
 * Pipeline delivery = pipeline("delivery",
 *     on(push("main")),
 *     stage("stg_build").in(stage).run(dbt.build().into(STG)).verify(testsPassed(STG)),
 *     stage("prod_build").in(prod).run(dbt.build().into(PROD)));
 * }</pre>
 */
public final class Lockflight {
  private Lockflight() {}

  /** A pipeline; its stages run in list order unless they say {@code after}. */
  public static Pipeline pipeline(String name, PipelinePart... parts) {
    return Pipeline.of(name, parts);
  }

  public static Stage stage(String name) {
    return Stage.of(name);
  }

  /** Stages that run side by side; what follows in the list waits for all of them. */
  public static PipelinePart parallel(Stage... stages) {
    return new PipelinePart.Parallel(List.of(stages));
  }

  public static Environment environment(String name) {
    return Environment.of(name);
  }

  /** What starts the pipeline. */
  public static PipelinePart on(Trigger... triggers) {
    return new PipelinePart.StartedOn(List.of(triggers));
  }

  /** The typed inputs of the pipeline. */
  public static PipelinePart parameters(Parameter<?>... parameters) {
    return new PipelinePart.Parameters(List.of(parameters));
  }

  public static Trigger push(String... branches) {
    return new Trigger.Push(patterns(branches));
  }

  /** A pull request that wants to be merged into one of these branches. */
  public static Trigger pullRequest(String... into) {
    return new Trigger.PullRequest(patterns(into));
  }

  public static Trigger tag(String pattern) {
    return new Trigger.Tag(new BranchPattern(pattern));
  }

  /** A schedule in five cron fields, read in the zone; missed occurrences are skipped. */
  public static Trigger.Cron cron(String expression, ZoneId zone) {
    return new Trigger.Cron(new CronExpression(expression), zone);
  }

  public static Trigger manual(Parameter<?>... inputs) {
    return new Trigger.Manual(List.of(inputs));
  }

  public static Trigger success(String upstreamPipeline) {
    return new Trigger.Upstream(PipelineName.of(upstreamPipeline));
  }

  /**
   * A deployment of that pipeline FAILED and was not taken back: starts a pipeline that rolls back,
   * with the release that was verified in the environment last.
   */
  public static Trigger.Failure failure(String deployingPipeline, Environment in) {
    return new Trigger.Failure(PipelineName.of(deployingPipeline), in.name(), false);
  }

  /** Holds for pushes to, and pull requests from, such a branch. */
  public static Condition branch(String pattern) {
    return new Condition.OnBranch(new BranchPattern(pattern));
  }

  /** Holds when this is what started the run. */
  public static Condition trigger(Trigger trigger) {
    return new Condition.StartedBy(trigger);
  }

  public static <T> Condition parameter(Parameter<T> parameter, T value) {
    return new Condition.ParameterIs(parameter, value.toString());
  }

  public static Condition not(Condition condition) {
    return condition.negated();
  }

  /**
   * A gate that only people can open; its name is the group that may, unless {@code by} says so.
   */
  public static ApprovalRule approval(String name) {
    return ApprovalRule.of(name);
  }

  /** Opens when the release is what was last verified in the environment. */
  public static Gate verifiedIn(Environment environment) {
    return environment.verified();
  }

  /** Opens when the release was verified in the environment so long ago, and stayed. */
  public static Gate soakedIn(Environment environment, Duration soak) {
    return environment.soaked(soak);
  }

  /**
   * Opens when the run's release can be gone back to in the environment: verified there before what
   * is there now, not vetoed, not taken back. Required by the stages of a pipeline that rolls back.
   */
  public static Gate rollbackRequestedIn(Environment environment) {
    return environment.rollbackRequested();
  }

  /** Who may start a hotfix into an environment; it passes freezes and soaks there. */
  public static HotfixRule by(String... loginsOrGroups) {
    return HotfixRule.by(loginsOrGroups);
  }

  public static Gate allOf(String name, Gate... gates) {
    return new CombinedGate(GateName.of(name), gates.length, List.of(gates));
  }

  public static Gate anyOf(String name, Gate... gates) {
    return new CombinedGate(GateName.of(name), 1, List.of(gates));
  }

  public static Gate atLeast(int needed, String name, Gate... gates) {
    return new CombinedGate(GateName.of(name), needed, List.of(gates));
  }

  /** A gate of automatic and manual items that must all be ticked. */
  public static Checklist checklist(String name) {
    return Checklist.of(name);
  }

  public static Gate not(Gate gate) {
    return new NegatedGate(gate);
  }

  public static Attribute catalog(String name) {
    return new Attribute(Attribute.CATALOG, name);
  }

  public static Attribute dbtTarget(String name) {
    return new Attribute(Attribute.DBT_TARGET, name);
  }

  public static Attribute attribute(String name, String value) {
    return new Attribute(name, value);
  }

  public static Axis axis(String name, String... values) {
    return new Axis(name, List.of(values));
  }

  /** Up to so many attempts, when a failure is TRANSIENT. */
  public static RetryPolicy retry(int attempts) {
    return RetryPolicy.upTo(attempts);
  }

  /** How a stage's environment is brought back. */
  public static Rollback rollback(Operation<?>... operations) {
    List<Step<?>> steps = Arrays.stream(operations).<Step<?>>map(Operation::asStep).toList();
    return new Rollback(steps, List.of(), false);
  }

  /** A step that tells people something; a channel that fails does not fail the stage. */
  public static Tell tell(Channel channel, String title, String... paragraphs) {
    return Tell.of(channel, Message.of(title, paragraphs));
  }

  /** A step that tells people words that are made when it runs. */
  public static Tell tell(Channel channel, Function<? super StepContext, Message> message) {
    return Tell.of(channel, message);
  }

  /** Opens when the step that leaves this key has got through to its channel. */
  public static Gate told(Output<Told> key) {
    return Told.gate(key);
  }

  /** A step made of a lambda. */
  public static <T> Step<T> call(String name, CallBody<T> body) {
    return Step.of(new LambdaCall<>(name, body));
  }

  /** A step made of a lambda that returns nothing. */
  public static Step<String> action(String name, ActionBody body) {
    return call(
        name,
        context -> {
          body.run(context);
          return "done";
        });
  }

  /** A gate made of a lambda. */
  public static Gate gate(String name, GateBody body) {
    return new LambdaGate(GateName.of(name), body);
  }

  private static List<BranchPattern> patterns(String... globs) {
    return Arrays.stream(globs).map(BranchPattern::new).toList();
  }
}
