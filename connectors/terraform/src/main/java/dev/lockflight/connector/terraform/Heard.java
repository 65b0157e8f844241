package dev.lockflight.connector.terraform;

import dev.lockflight.connector.process.CommandResult;
import java.util.List;
import java.util.stream.Collectors;

/** How one Terraform command ended, and what it said meanwhile. */
record Heard(String command, CommandResult result, Messages messages) {
  int exitCode() {
    return result.exitCode();
  }

  /** Why it failed, in its own words. */
  TerraformException failure(TerraformProblem otherwise) {
    List<Diagnostic> errors = messages.errors();
    String words =
        errors.isEmpty()
            ? (result.errors().text() + "\n" + result.output().text()).strip()
            : errors.stream().map(Object::toString).collect(Collectors.joining("; "));
    return new TerraformException(
        TerraformProblem.of(words, otherwise),
        command + " ended with exit code " + exitCode() + ": " + words,
        errors);
  }
}
