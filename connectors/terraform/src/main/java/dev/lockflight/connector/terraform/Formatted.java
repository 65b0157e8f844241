package dev.lockflight.connector.terraform;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.util.List;

/** Opens when every file is formatted: {@code terraform fmt -check} ends with 0, or 3 when not. */
record Formatted(Settings settings) implements Gate {
  private static final int UNFORMATTED = 3;

  @Override
  public GateName name() {
    return GateName.of("terraform formatted");
  }

  @Override
  public String describe() {
    return settings + " fmt -check -recursive";
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    Heard heard = Invocation.of(settings, "fmt", List.of("-check", "-recursive")).ask(context);
    if (heard.exitCode() == 0) {
      return Verdict.passed("every Terraform file is formatted");
    }
    if (heard.exitCode() != UNFORMATTED) {
      return Verdict.errored(String.valueOf(heard.failure(TerraformProblem.BROKEN).getMessage()));
    }
    Evidence[] files =
        heard
            .result()
            .output()
            .text()
            .lines()
            .map(
                file ->
                    Evidence.of(
                        file, "not formatted", "formatted", settings.directory().toString()))
            .toArray(Evidence[]::new);
    return Verdict.failed(
        files.length + " Terraform files are not formatted; run terraform fmt -recursive", files);
  }
}
