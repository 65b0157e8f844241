package dev.lockflight.connector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sentences of kubectl, in the form client-go and the API server write them. */
class KubectlProblemTest {
  private static final String FORBIDDEN =
      "Error from server (Forbidden): pods \"web\" is forbidden: ";

  @Test
  void admission_refuses_a_manifest_and_a_missing_role_does_not() {
    assertThat(KubectlProblem.of(FORBIDDEN + "exceeded quota: small, requested: cpu=2"))
        .isEqualTo(KubectlProblem.REFUSED);
    assertThat(KubectlProblem.of(FORBIDDEN + "violates PodSecurity \"restricted:latest\""))
        .isEqualTo(KubectlProblem.REFUSED);
    assertThat(KubectlProblem.of("admission webhook \"v.example\" denied the request: no"))
        .isEqualTo(KubectlProblem.REFUSED);
    assertThat(KubectlProblem.of(FORBIDDEN + "User \"ci\" cannot create resource \"pods\""))
        .isEqualTo(KubectlProblem.NOT_ALLOWED);
  }

  @Test
  void server_that_cannot_be_asked_refuses_nothing() {
    assertThat(
            KubectlProblem.of(
                "error: error validating \"web.yaml\": error validating data: failed to download"
                    + " openapi: dial tcp 127.0.0.1:1: connect: connection refused"))
        .isEqualTo(KubectlProblem.UNREACHABLE);
    assertThat(
            KubectlProblem.of(
                "error: error validating data: failed to download openapi: Unauthorized"))
        .isEqualTo(KubectlProblem.NOT_LOGGED_IN);
  }
}
