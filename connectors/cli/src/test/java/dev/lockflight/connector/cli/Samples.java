package dev.lockflight.connector.cli;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.parameters;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.rollback;
import static dev.lockflight.dsl.Lockflight.stage;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Environment;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.StepContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A small delivery whose steps leave lines in a file. */
final class Samples {
  static final Parameter<Integer> SIZE =
      Parameter.of("size", Integer.class).byDefault(1).describedAs("how much");

  private final Path lines;

  Samples(Path directory) {
    this.lines = directory.resolve("steps.txt");
  }

  /** Build, then production behind an approval of the owners. */
  Pipeline delivery() {
    return delivery(approval("owners"));
  }

  Pipeline delivery(ApprovalRule rule) {
    return delivery("delivery", rule);
  }

  Pipeline delivery(String name, ApprovalRule rule) {
    Environment prod = environment("prod").isProtected().require(rule);
    return pipeline(
        name,
        on(push("main"), manual()),
        parameters(SIZE),
        stage("build").run(action("compile", this::write)),
        stage("prod_build")
            .in(prod)
            .run(action("deploy", this::write))
            .onFailure(rollback(action("restore", this::write).operation())));
  }

  /** One step that does not end within a test unless a file says so. */
  Pipeline slow(boolean once) {
    var step =
        action(
            "slow",
            context -> {
              write(context);
              while (!Files.exists(lines.resolveSibling("go"))) {
                var unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
              }
            });
    return pipeline(
        "delivery", on(push("main")), stage("build").run(once ? step.atMostOnce() : step));
  }

  /** One step that never ends and does not mind being interrupted. */
  Pipeline deaf() {
    return pipeline(
        "delivery",
        on(push("main")),
        stage("build")
            .run(
                action(
                    "deaf",
                    context -> {
                      write(context);
                      while (true) {
                        sleepThrough();
                      }
                    })));
  }

  /** One step that is a program of its own. */
  Pipeline parent() {
    return pipeline(
        "delivery",
        on(push("main")),
        stage("build")
            .run(
                action(
                    "child",
                    context -> {
                      Process child = new ProcessBuilder("sleep", "100").start();
                      write(context);
                      if (child.waitFor() != 0) {
                        throw new IllegalStateException("the child failed");
                      }
                    })));
  }

  private void sleepThrough() throws Exception {
    try {
      var unused = new CountDownLatch(1).await(1, TimeUnit.HOURS);
    } catch (InterruptedException e) {
      var unused = Files.writeString(lines, "interrupted\n", StandardOpenOption.APPEND);
    }
  }

  /** A pipeline whose only step fails. */
  Pipeline failing() {
    return pipeline(
        "delivery",
        on(push("main")),
        stage("build")
            .run(
                action(
                    "compile",
                    context -> {
                      throw new IllegalStateException("no compiler");
                    })));
  }

  private void write(StepContext context) throws Exception {
    var unused =
        Files.writeString(
            lines, context.stage() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** What the steps did so far. */
  String done() throws Exception {
    return Files.exists(lines) ? Files.readString(lines).strip().replace('\n', ' ') : "";
  }
}
