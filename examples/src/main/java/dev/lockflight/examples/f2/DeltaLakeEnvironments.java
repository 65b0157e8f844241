package dev.lockflight.examples.f2;

import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.attribute;
import static dev.lockflight.dsl.Lockflight.catalog;
import static dev.lockflight.dsl.Lockflight.environment;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;

import dev.lockflight.Environment;
import dev.lockflight.LockPolicy;

/**
 * Where the project is deployed to, each with its own catalog, cluster and rules, and where its
 * files are kept. Immutable.
 */
final class DeltaLakeEnvironments {
  /** The attribute with the id of the cluster. */
  static final String CLUSTER = "cluster";

  Environment dev() {
    return lake("dev").lock(LockPolicy.LATEST_ONLY);
  }

  Environment trial() {
    return lake("trial").require(approval("product").within(ofDays(3)));
  }

  Environment staging() {
    return lake("staging");
  }

  Environment production() {
    return lake("production")
        .isProtected()
        .require(
            new WheelVerified(staging().name()),
            approval("release-managers").notByInitiator().within(ofHours(24)));
  }

  private static Environment lake(String name) {
    return environment(name).with(catalog(name)).with(attribute(CLUSTER, "lake-" + name));
  }

  /** Of what was built; nothing is deployed there. */
  Environment packages() {
    return environment("packages");
  }

  /** Of what the jobs have found. */
  Environment reports() {
    return environment("reports");
  }
}
