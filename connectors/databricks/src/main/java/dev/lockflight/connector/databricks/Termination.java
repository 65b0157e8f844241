package dev.lockflight.connector.databricks;

import java.util.Arrays;

/** Why runs end without success, whether that may pass, and what to do. */
enum Termination {
  RUN_EXECUTION_ERROR(false, "read the task's error, correct it and start again"),
  REPOSITORY_CHECKOUT_FAILED(
      false,
      "push the commit, and give the identity of the run a Git credential for the repository"),
  INVALID_CLUSTER_REQUEST(false, "correct the cluster's specification"),
  LIBRARY_INSTALLATION_ERROR(false, "check that the library exists and fits the runtime"),
  UNAUTHORIZED_ERROR(false, "give the identity of the run access to what it uses"),
  RESOURCE_NOT_FOUND(false, "check that the notebook, file, cluster or warehouse exists"),
  INVALID_RUN_CONFIGURATION(false, "correct the run's settings"),
  FEATURE_DISABLED(false, "have the feature enabled in the workspace, or do without it"),
  BREAKING_CHANGE(false, "adapt the code to the newer runtime"),
  BUDGET_POLICY_LIMIT_EXCEEDED(false, "have the budget policy's limit raised"),
  STORAGE_ACCESS_ERROR(false, "check the access of the run to the storage"),
  CLUSTER_ERROR(true, "try again; if it stays, look at the cluster's event log"),
  DRIVER_ERROR(true, "try again; if it stays, give the driver more memory"),
  INTERNAL_ERROR(true, "try again later"),
  CLOUD_FAILURE(true, "try again later"),
  CLUSTER_REQUEST_LIMIT_EXCEEDED(true, "try again later, or start fewer clusters"),
  WORKSPACE_RUN_LIMIT_EXCEEDED(true, "try again later, or run fewer tasks at once"),
  MAX_CONCURRENT_RUNS_EXCEEDED(true, "wait for the other run of the job, or enable its queue"),
  MAX_CONCURRENT_RUNS_REACHED(true, "wait for the other run of the job, or enable its queue"),
  MAX_JOB_QUEUE_SIZE_EXCEEDED(true, "try again later, or start fewer runs"),
  MAX_SPARK_CONTEXTS_EXCEEDED(true, "try again later, or use a job cluster"),
  TIMEDOUT(false, "give it more time, or find out why it takes so long"),
  USER_CANCELED(false, "ask who cancelled it"),
  CANCELED(false, "ask who cancelled it"),
  SUCCESS_WITH_FAILURES(
      false, "look at the failed tasks, or accept them with toleratingFailedTasks"),
  OTHER(false, "look at the run's page");

  private final boolean passes;
  private final String advice;

  Termination(boolean passes, String advice) {
    this.passes = passes;
    this.advice = advice;
  }

  static Termination of(RunState state) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(state.code()))
        .findFirst()
        .orElseGet(() -> ofWord(state.word()));
  }

  private static Termination ofWord(String word) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(word))
        .findFirst()
        .orElse(OTHER);
  }

  boolean passes() {
    return passes;
  }

  String advice() {
    return advice;
  }
}
