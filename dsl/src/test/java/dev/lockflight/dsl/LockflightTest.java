package dev.lockflight.dsl;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.allOf;
import static dev.lockflight.dsl.Lockflight.anyOf;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.axis;
import static dev.lockflight.dsl.Lockflight.branch;
import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.catalog;
import static dev.lockflight.dsl.Lockflight.cron;
import static dev.lockflight.dsl.Lockflight.dbtTarget;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.parallel;
import static dev.lockflight.dsl.Lockflight.parameter;
import static dev.lockflight.dsl.Lockflight.parameters;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.tag;
import static dev.lockflight.dsl.Lockflight.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.LockPolicy;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LockflightTest {
  private static final Output<String> IMAGE = Output.of("IMAGE", String.class);
  private static final Parameter<String> TARGET = Parameter.text("target").byDefault("dev");

  private final Environment staging = environment("staging").with(dbtTarget("stage"));
  private final Environment prod =
      environment("prod")
          .isProtected()
          .with(catalog("prod_f1"))
          .require(approval("data-owners").notByInitiator().within(Duration.ofHours(24)))
          .lock(LockPolicy.QUEUE);

  private Pipeline delivery() {
    return pipeline(
        "delivery",
        on(
            push("main", "develop/*"),
            pullRequest("main"),
            tag("v*"),
            cron("0 2 * * *", ZoneId.of("UTC")),
            manual(TARGET)),
        parameters(Parameter.text("size").byDefault("small")),
        parallel(
            stage("lint").run(action("lint", context -> context.log("clean"))),
            stage("unit")
                .matrix(axis("python", "3.10", "3.11"), axis("java", "11", "17"))
                .maxParallel(2)
                .run(call("pytest", context -> context.cell().toString()))
                .retry(retry(3))),
        stage("image").run(call("build", context -> "sha256:1").into(IMAGE)),
        stage("staging")
            .in(staging)
            .when(branch("develop/*").or(trigger(manual())))
            .run(action("deploy", context -> context.log("deployed")))
            .verify(allOf("smoke", gate("http", c -> Verdict.passed("200")))),
        stage("prod")
            .in(prod)
            .when(branch("main").and(parameter(TARGET, "dev")))
            .after("image")
            .run(action("deploy", context -> context.log("deployed")))
            .verify(
                anyOf(
                    "proof",
                    gate("a", c -> Verdict.passed("a")),
                    gate("b", c -> Verdict.failed("b")))));
  }

  @Test
  void a_flow_reads_like_the_flow_and_its_outline_says_it_again() {
    assertThat(delivery().toString().lines().map(String::strip))
        .contains(
            "on push to main, develop/*",
            "on schedule 0 2 * * * UTC",
            "stage image after lint, unit",
            "run build → IMAGE",
            "stage prod in prod after image",
            "require data-owners: approval by 1 of data-owners, not by the initiator, within PT24H");
  }

  @Test
  void the_graph_has_a_node_for_each_cell() {
    assertThat(delivery().graph().nodes().stream().map(StageNode::toString))
        .contains("unit[python=3.11,java=17]", "unit", "prod")
        .hasSize(9);
  }

  @Test
  void only_its_triggers_start_it() {
    Principal alice = Principal.of("alice");
    assertThat(delivery().isStartedBy(Cause.push("develop/x", alice))).isTrue();
    assertThat(delivery().isStartedBy(Cause.push("feature/x", alice))).isFalse();
    assertThat(delivery().isStartedBy(Cause.pullRequest("feature/x", "main", alice))).isTrue();
    assertThat(delivery().isStartedBy(Cause.tag("v1.2.3", alice))).isTrue();
  }
}
