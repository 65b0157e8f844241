package dev.lockflight.connector.terraform;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import dev.lockflight.connector.process.CommandResult;
import dev.lockflight.connector.process.LineSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens when {@code terraform validate -json} finds no error; warnings alone make it WARNED. A
 * directory that was not initialised is ERRORED: what it means cannot be told.
 */
record Valid(Settings settings) implements Gate {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Override
  public GateName name() {
    return GateName.of("terraform valid");
  }

  @Override
  public String describe() {
    return settings + " validate";
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    StringBuilder output = new StringBuilder();
    CommandResult result =
        settings
            .command()
            .arguments("validate", "-no-color", "-json")
            .executeInGate(
                context,
                (source, line) -> {
                  if (source == LineSource.OUTPUT) {
                    output.append(line).append('\n');
                  } else {
                    context.log(line);
                  }
                });
    try {
      return verdict(MAPPER.readTree(output.toString()));
    } catch (JacksonException e) {
      return Verdict.errored(
          "terraform validate ended with exit code "
              + result.exitCode()
              + " and what it wrote is no JSON: "
              + result.errors().text());
    }
  }

  private Verdict verdict(JsonNode told) {
    List<Diagnostic> all = new ArrayList<>();
    told.path("diagnostics").forEach(each -> all.add(Diagnostic.of(each)));
    Evidence[] evidence =
        all.stream()
            .map(each -> each.asEvidence(settings.directory().toString()))
            .toArray(Evidence[]::new);
    String words = all.stream().map(Object::toString).collect(Collectors.joining("; "));
    if (!told.has("valid")) {
      return Verdict.errored("terraform validate does not say whether it is valid: " + told);
    }
    if (told.path("valid").asBoolean(false)) {
      return all.isEmpty()
          ? Verdict.passed("the Terraform configuration is valid")
          : Verdict.warned(
              "the Terraform configuration is valid, with warnings: " + words, evidence);
    }
    if (TerraformProblem.of(words, TerraformProblem.BROKEN) == TerraformProblem.NOT_INITIALISED) {
      return Verdict.errored(words + ". " + TerraformProblem.NOT_INITIALISED.advice(), evidence);
    }
    return Verdict.failed("the Terraform configuration is not valid: " + words, evidence);
  }
}
