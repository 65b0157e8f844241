package dev.lockflight.connector.dbt;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Release;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import java.time.Instant;

/** A run of a delivery whose dbt steps leave their results under two keys. */
final class Contexts {
  static final String COMMIT = "0123456789abcdef";
  static final Output<DbtResult> STG = Output.of("stg", DbtResult.class);
  static final Output<DbtResult> PROD = Output.of("prod", DbtResult.class);

  private Contexts() {}

  static FakeContext in(Path workspace) {
    return FakeContext.ofRun("run-0001")
        .release(Release.of(COMMIT))
        .at(Instant.now())
        .idempotencyKey("key-1")
        .workspace(workspace);
  }

  /** In an environment whose dbt target and catalog have its name. */
  static FakeContext in(Path workspace, String name) {
    return in(workspace)
        .in(
            Environment.of(name)
                .with(new Attribute(Attribute.DBT_TARGET, name))
                .with(new Attribute(Attribute.CATALOG, name)));
  }
}
