package dev.lockflight.connector.dbt;

import static dev.lockflight.connector.dbt.Contexts.STG;
import static dev.lockflight.connector.dbt.DbtGates.dbtSucceeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeded faults: whatever is not this invocation's is ERRORED, however green it looks. */
class ProvenanceTest {
  @TempDir Path directory;
  private Path target = Path.of("");
  private DbtResult green = Conclusions.nothing();

  @BeforeEach
  void build() throws IOException {
    target = directory.resolve("stg");
    green = Recorded.of("1.11.16", "build-green").result("build", target);
  }

  private Verdict ask(DbtResult result) throws Exception {
    FakeContext context = Contexts.in(directory);
    context.with(STG, result);
    return dbtSucceeded(STG).evaluate(context);
  }

  private void assertErrored(DbtResult result, String why) throws Exception {
    Verdict verdict = ask(result);
    assertThat(verdict.status()).isEqualTo(Status.ERRORED);
    assertThat(verdict.summary()).contains(why);
  }

  private DbtResult with(String id, Map<String, String> stamp) {
    return new DbtResult(
        new DbtResult.Invocation("build", id, "1.11.16", 0, stamp),
        green.counts(),
        green.elapsed(),
        new DbtResult.Artifacts(target, ArtifactFiles.collect(target)),
        green.failures(),
        green.deferred());
  }

  private DbtResult recollected() {
    return with(green.invocation().id(), green.invocation().stamp());
  }

  @Test
  void untouched_files_are_believed() throws Exception {
    assertThat(ask(green).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void results_of_an_earlier_invocation_are_not() throws Exception {
    assertErrored(with("another-invocation", green.invocation().stamp()), "invocation");
  }

  @Test
  void results_with_another_stamp_are_not() throws Exception {
    Map<String, String> stamp = new HashMap<>(green.invocation().stamp());
    stamp.put("LOCKFLIGHT_RUN", "run-0002");
    assertErrored(with(green.invocation().id(), stamp), "LOCKFLIGHT_RUN=run-0001");
  }

  @Test
  void results_of_another_commit_are_not() throws Exception {
    Map<String, String> stamp = new HashMap<>(green.invocation().stamp());
    stamp.put("LOCKFLIGHT_COMMIT", "fedcba");
    assertErrored(with(green.invocation().id(), stamp), "is of commit fedcba");
  }

  @Test
  void changed_file_is_not() throws Exception {
    Files.writeString(
        target.resolve("run_results.json"), " ", java.nio.file.StandardOpenOption.APPEND);
    assertErrored(green, "has changed since dbt ended");
  }

  @Test
  void vanished_file_is_not() throws Exception {
    Files.delete(target.resolve("run_results.json"));
    assertErrored(green, "is no more");
    assertErrored(recollected(), "left no run_results.json");
  }

  @Test
  void truncated_and_empty_files_are_not() throws Exception {
    byte[] whole = Files.readAllBytes(target.resolve("run_results.json"));
    Files.write(
        target.resolve("run_results.json"), java.util.Arrays.copyOf(whole, whole.length / 2));
    assertErrored(recollected(), "not complete JSON");
    Files.write(target.resolve("run_results.json"), new byte[0]);
    assertErrored(recollected(), "0 bytes");
  }

  @Test
  void results_offered_by_docs_generate_are_not() throws Exception {
    Path results = target.resolve("run_results.json");
    Files.writeString(
        results,
        Files.readString(results).replace("\"which\":\"build\"", "\"which\":\"generate\""));
    assertErrored(recollected(), "a result of dbt generate");
  }
}
