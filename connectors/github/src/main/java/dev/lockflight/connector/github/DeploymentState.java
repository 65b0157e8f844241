package dev.lockflight.connector.github;

import java.util.Locale;

/** What becomes of a deployment. */
public enum DeploymentState {
  QUEUED,
  PENDING,
  IN_PROGRESS,
  SUCCESS,
  FAILURE,
  ERROR,
  INACTIVE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
