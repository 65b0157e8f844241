package dev.lockflight.connector.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sentences of twine and pip. */
class PythonProblemTest {
  @Test
  void statuses_are_read_and_other_numbers_are_not() {
    assertThat(PythonProblem.of("ERROR HTTPError: 503 Service Unavailable from http://index/"))
        .isEqualTo(PythonProblem.UNREACHABLE);
    assertThat(PythonProblem.of("HTTPError: 403 Forbidden from http://index/"))
        .isEqualTo(PythonProblem.REFUSED);
    assertThat(PythonProblem.of("ERROR: HTTP error 502 while getting http://index/a.whl"))
        .isEqualTo(PythonProblem.UNREACHABLE);
    assertThat(PythonProblem.of("Downloading a.whl (1500 kB), 403 files\nerror: invalid command"))
        .isEqualTo(PythonProblem.BROKEN);
  }

  @Test
  void file_that_is_there_is_no_matter_of_credentials() {
    assertThat(
            PythonProblem.of(
                "HTTPError: 403 Forbidden: not enough permissions to overwrite artifact 'a.whl'"))
        .isEqualTo(PythonProblem.ALREADY_THERE);
    assertThat(PythonProblem.of("HTTPError: 409 Conflict from http://index/"))
        .isEqualTo(PythonProblem.ALREADY_THERE);
    assertThat(PythonProblem.of("HTTPError: 400 File already exists ('a.whl')"))
        .isEqualTo(PythonProblem.ALREADY_THERE);
  }
}
