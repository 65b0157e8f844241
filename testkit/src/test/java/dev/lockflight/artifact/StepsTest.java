package dev.lockflight.artifact;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Call;
import dev.lockflight.Deployment;
import dev.lockflight.Deployment.State;
import dev.lockflight.Environment;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Order;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict.Status;
import dev.lockflight.json.Json;
import dev.lockflight.testkit.contract.SmallSets;
import dev.lockflight.testkit.fake.FakeContext;
import dev.lockflight.testkit.fake.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StepsTest {
  private static final Environment STAGE = Environment.of("stg");

  @TempDir Path directory;
  private final ArtifactStore store = new InMemoryArtifactStore();
  private final Artifacts artifacts = Artifacts.in(store);
  private SmallSets sets;

  @BeforeEach
  void prepare() {
    sets = new SmallSets(directory);
  }

  @Test
  void steps_read_aloud_in_a_pipeline() {
    Pipeline delivery =
        Pipeline.of(
            "delivery",
            Stage.of("stg_build")
                .in(STAGE)
                .run(new Copied().into(SmallSets.BUILT))
                .run(artifacts.publish(SmallSets.BUILT).into(SmallSets.SET))
                .onSuccess(artifacts.point(LAST_GOOD).at(SmallSets.SET)),
            Stage.of("prod_build")
                .in(Environment.of("prod"))
                .require(artifacts.lastGoodExists(STAGE).notOlderThan(Duration.ofDays(7)))
                .run(artifacts.fetch(LAST_GOOD).of(STAGE).into(STATE))
                .always(artifacts.keepNewest(20)));

    assertThat(delivery.toString())
        .contains("publish built")
        .contains("point last-good at set")
        .contains("fetch last-good of stg")
        .contains("last-good of stg is there and intact, at most PT168H old")
        .contains("keep the newest 20 artifact sets and what pointers name");
  }

  @Test
  void output_that_nobody_writes_is_refused_when_the_pipeline_is_built() {
    Stage stage = Stage.of("stg_build").in(STAGE).run(artifacts.publish(SmallSets.BUILT));

    assertThatThrownBy(() -> Pipeline.of("delivery", stage))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("reads output built");
  }

  @Test
  void torn_set_is_never_pointed_to() throws Exception {
    PublishedArtifacts published = sets.publish(store, "run-1");
    store.delete(ArtifactPath.of("stg/run-1/manifest.json"));

    assertThatThrownBy(() -> sets.point(store, LAST_GOOD, published))
        .isInstanceOf(TornArtifactsException.class);
    assertThat(SmallSets.stg(store).find(LAST_GOOD)).isEmpty();
  }

  @Test
  void fetch_steps_leave_a_directory_in_their_workspace() throws Exception {
    PublishedArtifacts published = sets.publish(store, "run-1");
    PublishedArtifacts good = sets.point(store, LAST_GOOD, published);
    FakeContext context = sets.context("run-2").with(SmallSets.SET, published);

    FetchedArtifacts pointed = artifacts.fetch(LAST_GOOD).of(STAGE).run(context);
    FetchedArtifacts given = artifacts.fetch(SmallSets.SET).run(context);

    assertThat(pointed.source()).isEqualTo(good);
    assertThat(given.path()).isEqualTo(pointed.path()).startsWith(context.workspace());
    assertThat(given.path().resolve("manifest.json")).hasContent("run-1");
    assertThat(Json.read(Json.write(pointed), FetchedArtifacts.class)).isEqualTo(pointed);
  }

  @Test
  void rollback_points_back_at_the_last_verified_run() throws Exception {
    PublishedArtifacts first = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));
    PublishedArtifacts second = sets.publish(store, "run-2");
    assertThat(second.generation()).isEqualTo(2);
    FakeContext context = rollbackOf("run-2");
    context.deployed(line("run-1", State.VERIFIED));
    context.deployed(line("run-2", State.FAILED));

    PointedBack back = artifacts.pointBack().run(context);

    assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-1");
    assertThat(sets.readerSees(store, LAST_GOOD)).isEqualTo("run-1");
    assertThat(back.pointers()).extracting(PublishedArtifacts::generation).containsExactly(3L, 1L);
    assertThat(back.note()).isEqualTo("pointers of stg are back at " + first.set());
    assertThat(artifacts.pointBack().run(context)).isEqualTo(back);
    assertThat(Json.read(Json.write(back), PointedBack.class)).isEqualTo(back);
  }

  @Test
  void rollback_passes_over_this_run_and_those_rolled_back() throws Exception {
    for (String run : new String[] {"run-1", "run-2", "run-3"}) {
      PublishedArtifacts unused = sets.point(store, LAST_GOOD, sets.publish(store, run));
    }
    FakeContext context = rollbackOf("run-3");
    context.deployed(line("run-1", State.VERIFIED));
    context.deployed(line("run-2", State.VERIFIED));
    context.deployed(line("run-2", State.ROLLED_BACK));
    context.deployed(line("run-3", State.VERIFIED));

    PointedBack back = artifacts.pointBack().run(context);

    assertThat(back.pointers()).hasSize(2).allMatch(p -> p.run().equals(RunId.of("run-1")));
  }

  @Test
  void rollback_passes_over_a_release_that_was_vetoed_since() throws Exception {
    for (String run : new String[] {"run-1", "run-2", "run-3"}) {
      PublishedArtifacts unused = sets.point(store, LAST_GOOD, sets.publish(store, run));
    }
    FakeContext context = rollbackOf("run-3");
    context.deployed(line("run-1", State.VERIFIED, "4f2a9c"));
    context.deployed(line("run-2", State.VERIFIED, "bad"));
    context.deployed(line("run-3", State.FAILED, "4f2a9c"));
    context.ordered(Order.veto(SmallSets.STG, "bad", Principal.of("ada"), "drops revenue"));

    PointedBack back = artifacts.pointBack().run(context);

    assertThat(back.pointers()).hasSize(2).allMatch(p -> p.run().equals(RunId.of("run-1")));
  }

  @Test
  void rollback_of_a_first_release_leaves_the_pointers() throws Exception {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    FakeContext context = rollbackOf("run-1");

    assertThat(artifacts.pointBack().run(context).note())
        .isEqualTo("no run was verified in stg before; the pointers stay");
    assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-1");
  }

  @Test
  void rollback_that_cannot_take_back_last_good_fails() throws Exception {
    PublishedArtifacts unused = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));

    assertThatThrownBy(() -> artifacts.pointBack().run(rollbackOf("run-1")))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("no run was verified there before it");
  }

  @Test
  void gate_opens_up_to_the_exact_age() throws Exception {
    PublishedArtifacts good = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));
    Instant limit = good.set().publishedAt().plus(Duration.ofDays(7));

    assertThat(asked(limit)).isEqualTo(Status.PASSED);
    assertThat(asked(limit.plusNanos(1))).isEqualTo(Status.FAILED);
  }

  @Test
  void gate_tells_a_finding_from_not_knowing() throws Exception {
    Instant now = Instant.parse("2026-03-01T13:00:00Z");
    assertThat(asked(now)).as("never turned").isEqualTo(Status.FAILED);

    PublishedArtifacts unused = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));
    store.delete(ArtifactPath.of("stg/run-1/empty.txt"));
    assertThat(asked(now)).as("torn").isEqualTo(Status.FAILED);

    store.delete(ArtifactPath.of("stg/_lockflight"));
    store.write(ArtifactPath.of("stg/last-good.json"), ArtifactContent.of(""));
    assertThat(asked(now)).as("unreadable").isEqualTo(Status.ERRORED);
  }

  @Test
  void retention_step_names_what_it_deleted() throws IOException {
    for (String run : new String[] {"run-1", "run-2", "run-3"}) {
      PublishedArtifacts unused = sets.publish(store, run);
    }

    assertThat(keepOne().runs()).containsExactly(RunId.of("run-1"), RunId.of("run-2"));
    assertThatThrownBy(() -> artifacts.keepNewest(0))
        .isInstanceOf(InvalidDefinitionException.class);
  }

  private static final Output<FetchedArtifacts> STATE = Output.of("state", FetchedArtifacts.class);

  private Expired keepOne() {
    return new KeepNewest(artifacts, 1).run(sets.context("run-4"));
  }

  private Status asked(Instant now) throws IOException {
    return artifacts
        .lastGoodExists(STAGE)
        .notOlderThan(Duration.ofDays(7))
        .evaluate(sets.context("run-9").at(now))
        .status();
  }

  private FakeContext rollbackOf(String run) {
    return sets.context(run).step("point back").at(Instant.parse("2026-03-02T00:00:00Z"));
  }

  private static Deployment line(String run, State state) {
    return line(run, state, "4f2a9c");
  }

  private static Deployment line(String run, State state, String commit) {
    return new Deployment(
        SmallSets.STG,
        Release.of(commit),
        RunId.of(run),
        StageName.of("build"),
        state,
        Instant.EPOCH);
  }

  /** Stands for a build. */
  private record Copied() implements Call<FilesIn> {
    @Override
    public String name() {
      return "copy";
    }

    @Override
    public FilesIn run(StepContext context) {
      return FilesIn.directory(context.workspace());
    }
  }
}
