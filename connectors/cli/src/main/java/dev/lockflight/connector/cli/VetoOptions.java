package dev.lockflight.connector.cli;

import dev.lockflight.EnvironmentName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which release a veto is about, and where. */
final class VetoOptions {
  @Option(names = "--commit", required = true, description = "The release, by its commit.")
  String commit = "";

  @Option(names = "--environment", description = "Where. Default: in every environment.")
  @Nullable String environment;

  /** Null for every environment. */
  @Nullable EnvironmentName where(Tool tool) {
    return environment == null ? null : Environments.named(tool, environment);
  }

  String meant(GiveOrder.Asked asked) {
    return Commit.meant(asked.session(), asked.store(), commit);
  }
}
