package dev.lockflight.engine;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.RetryPolicy;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The parts of a small delivery, each of which may be another today. */
final class DeliveryParts {
  static final Output<String> BUILT = Output.of("BUILT", String.class);
  static final Parameter<String> MODE = Parameter.text("mode").byDefault("full");

  final Steps steps = new Steps();
  Trigger trigger = new Trigger.Manual(List.of());
  String name = "delivery";
  Parameter<String> mode = MODE;
  Step<?> compile = steps.flaky("compile", 1).into(BUILT).retry(RetryPolicy.upTo(2));
  Stage build = Stage.of("build");
  ApprovalRule owners = ApprovalRule.of("owners").quorum(2).within(Duration.ofHours(24));
  Environment prod = Environment.of("prod");
  Gate proof = Steps.passes("proof");
  UnaryOperator<Stage> deploying = stage -> stage.run(steps.ok("first"));
  List<Stage> more = List.of();

  Pipeline pipeline() {
    Stage prodStage =
        deploying
            .apply(
                Stage.of("prod")
                    .in(prod.isProtected().require(owners))
                    .require(Steps.passes("rows")))
            .run(steps.reading("second", BUILT))
            .verify(proof)
            .onSuccess(steps.ok("flip"))
            .always(steps.ok("notify"));
    return Pipeline.of(
        name,
        Stream.of(
                Stream.of(
                    new PipelinePart.StartedOn(List.of(trigger)),
                    new PipelinePart.Parameters(List.of(mode)),
                    build.run(compile),
                    prodStage),
                more.stream())
            .flatMap(part -> part)
            .map(PipelinePart.class::cast)
            .toList());
  }
}
