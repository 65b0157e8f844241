package dev.lockflight.testkit.explore;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Deployment;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageNode;
import dev.lockflight.Window;
import dev.lockflight.engine.EngineTask;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Run;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepRun;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a world that can matter for what happens later. Two worlds with one key are
 * explored once: moments count from now, who of several equal people answered does not count, and
 * cells of a matrix can be exchanged.
 */
final class StateKey {
  /**
   * What can matter in this pipeline.
   *
   * @param ages whether a gate looks at how old deployments are
   * @param timeouts whether anything has one
   */
  record Matters(boolean ages, boolean timeouts) {
    static Matters in(Pipeline pipeline) {
      return new Matters(
          pipeline.stages().stream()
              .flatMap(stage -> stage.gates(Phase.REQUIRE).stream())
              .anyMatch(StateKey::looksAtLedger),
          pipeline.stages().stream().anyMatch(StateKey::hasTimeout));
    }
  }

  private final World world;
  private final Matters matters;
  private final StringBuilder key = new StringBuilder(512);

  private StateKey(World world, Matters matters) {
    this.world = world;
    this.matters = matters;
  }

  static String of(World world, Matters matters) {
    StateKey key = new StateKey(world, matters);
    World.Disturbed disturbed = world.disturbed();
    key.add(disturbed.crashes).add(disturbed.aborts).add(disturbed.releases).add(disturbed.vetoes);
    key.windows();
    world.runs().forEach(key::run);
    key.effects();
    return digest(key.key.toString());
  }

  private static boolean looksAtLedger(Gate gate) {
    return gate.kind() == Gate.Kind.PURE && !gate.name().value().startsWith("window of ");
  }

  private static boolean hasTimeout(Stage stage) {
    return stage.limits().timeout() != null
        || java.util.Arrays.stream(Phase.values())
            .flatMap(phase -> stage.steps(phase).stream())
            .anyMatch(step -> step.policy().timeout() != null);
  }

  private void windows() {
    world.scope().pipeline().environments().stream()
        .flatMap(environment -> environment.windows().stream())
        .forEach(this::window);
  }

  private void window(Window window) {
    add(window.isClosed(world.now()) ? window.opensAfter(world.now()).map(this::since) : "open");
  }

  private void run(Run run) {
    add("\nrun").add(run.isEnded() ? run.status() : "").add(run.abort().isPresent());
    add(world.isVetoed(run) ? "vetoed" : "");
    if (!run.isEnded()) {
      add(world.wakeAt(run.id()).map(this::since));
      TreeMap<String, List<String>> cells = new TreeMap<>();
      for (StageNode node : world.scope().pipeline().graph().nodes()) {
        StageRun stage = run.stages().get(node.name());
        String text = stage == null ? "" : stage(run, node, stage);
        String name = (node.gathersCells() ? "" : "cell of ") + node.stage().name();
        cells.computeIfAbsent(name, each -> new ArrayList<>()).add(text);
      }
      cells.forEach((name, texts) -> add(name).add(sorted(texts)));
      add(new java.util.TreeSet<>(run.outputs().keySet().stream().map(Object::toString).toList()));
    }
    for (Deployment line : run.deployments()) {
      add(line.environment()).add(line.state());
      if (matters.ages) {
        add(since(line.at()));
      }
    }
  }

  private static List<String> sorted(List<String> texts) {
    Collections.sort(texts);
    return texts;
  }

  private String stage(Run run, StageNode node, StageRun stage) {
    StringBuilder text = new StringBuilder();
    text.append(stage.status()).append(stage.phase()).append(stage.outcome());
    if (stage.isActive()) {
      text.append(stage.lock().map(claim -> claim.held() ? "holds" : "waits").orElse(""));
      text.append(matters.timeouts ? since(stage.changedAt().orElse(null)) : "");
      new TreeMap<>(byText(stage)).forEach((name, said) -> text.append(name).append(said));
      for (EngineTask task : world.held()) {
        if (task.ofRun().equals(run.id()) && task.item().stage().equals(node.name())) {
          text.append(task.kind()).append(task.item().phase()).append(task.item().item());
          text.append(task.attempt());
        }
      }
    }
    return text.toString();
  }

  private Map<String, String> byText(StageRun stage) {
    TreeMap<String, String> all = new TreeMap<>();
    stage.gates().forEach((item, gate) -> all.put(named(item), gate(gate)));
    stage.steps().forEach((item, step) -> all.put(named(item), step(step)));
    stage.approvals().forEach((name, approval) -> all.put("?" + name, approval(approval)));
    return all;
  }

  private static String named(ItemKey item) {
    return " " + item.phase() + "/" + item.item() + "=";
  }

  private String gate(GateRun gate) {
    StringBuilder text = new StringBuilder();
    for (GateContext.Evaluation evaluation : gate.evaluations()) {
      text.append(evaluation.verdict().status()).append(evaluation.verdict().refusal());
      for (Evidence evidence : evaluation.verdict().evidence()) {
        if (evidence.name().startsWith("answer ") && evidence.expected().isEmpty()) {
          text.append(evidence.observed());
        }
      }
    }
    return text.append(since(gate.verdict().nextAnswerAt().orElse(null))).toString();
  }

  private String step(StepRun step) {
    if (step.state() == StepRun.State.SUCCEEDED || step.state() == StepRun.State.SKIPPED) {
      return step.state().toString();
    }
    String since = matters.timeouts ? since(step.times().latest()) : "";
    String first = step.attempt() > 1 ? since(step.times().first()) : "";
    return step.state() + "" + step.attempt() + since(step.times().due()) + since + first;
  }

  private String approval(ApprovalRun approval) {
    return approval.isVoid()
        + " "
        + approval.decisions().size()
        + since(approval.request().expires().orElse(null));
  }

  /** Only what a second execution would be measured by. */
  private void effects() {
    add(counts(world.effects().submissions().values().stream().map(Set::size)));
    add(counts(world.effects().executions().values().stream()));
  }

  private static String counts(Stream<Integer> numbers) {
    return numbers.filter(number -> number > 1).toList().toString();
  }

  private String since(@Nullable Instant moment) {
    return moment == null ? "-" : Duration.between(world.now(), moment).toString();
  }

  @CanIgnoreReturnValue
  private StateKey add(@Nullable Object part) {
    key.append(part instanceof Optional<?> some ? some.orElse(null) : part).append(' ');
    return this;
  }

  private static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
