package dev.lockflight.connector.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.RemoteOperation;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.testkit.databricks.Fault;
import dev.lockflight.testkit.databricks.LocalWorkspace;
import dev.lockflight.testkit.databricks.TaskOutcome;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unity Catalog, libraries and imports of a local workspace, as the connector asks for them. */
class LocalServicesTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final FakeContext context = FakeContext.ofRun("r1").idempotencyKey("key-1");
  @TempDir private Path directory;
  private LocalWorkspace server;
  private Databricks workspace;

  @BeforeEach
  void open() {
    server = LocalWorkspace.start(threads);
    server.files().volume("ops", "dist", "wheels");
    server.clusters().cluster("c1");
    workspace =
        Databricks.open(
            DatabricksAuth.token(server.host(), Secret.of("token")),
            DatabricksSettings.usual()
                .secrets(SecretSource.of(Map.of("token", server.tokens().personal())))
                .time(InstantSource.system(), time -> Pause.real().rest(Duration.ofMillis(2))));
  }

  @AfterEach
  void close() {
    workspace.close();
    server.close();
    threads.shutdownNow();
  }

  private <T> T toItsEnd(RemoteOperation<T> operation) throws Exception {
    Handle handle = operation.submit(context);
    for (int i = 0; i < 10_000; i++) {
      Poll<T> poll = operation.poll(handle, context);
      T result = poll.result();
      if (result != null) {
        return result;
      }
    }
    throw new AssertionError(operation.describe() + " does not end");
  }

  @Test
  void wheel_is_uploaded_installed_and_used_by_a_script() throws Exception {
    Path wheel = Files.writeString(directory.resolve("acme-1.0-py3-none-any.whl"), "a wheel");
    server
        .jobs()
        .tasks(
            "spark_python_task",
            task ->
                server.clusters().installed("c1").isEmpty()
                    ? TaskOutcome.failed("ModuleNotFoundError: No module named 'acme'")
                    : TaskOutcome.succeeded());

    UploadedFile uploaded = workspace.upload(wheel, "/Volumes/ops/dist/wheels").run(context);
    InstalledLibraries installed =
        toItsEnd(workspace.cluster("c1").installed(Library.wheel(uploaded.path())));
    JobTask script = JobTask.script("load", "/Workspace/jobs/load.py").on(Compute.cluster("c1"));
    JobRun run = toItsEnd(workspace.submit("load", script));

    assertThat(installed.libraries())
        .extracting(InstalledLibraries.Library::name)
        .containsExactly(uploaded.path());
    assertThat(run.state().hasSucceeded()).isTrue();
    assertThat(server.files().read(uploaded.path())).isEqualTo("a wheel");
  }

  @Test
  void library_that_is_not_there_or_breaks_fails_the_step() throws Exception {
    server.clusters().breaks("dbt==0", "No matching distribution found for dbt==0");
    RemoteOperation<InstalledLibraries> install =
        workspace
            .cluster("c1")
            .installed(Library.wheel("/Volumes/ops/dist/wheels/no.whl"), Library.python("dbt==0"));

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> toItsEnd(install));

    assertThat(failure).hasMessageContaining("2 libraries could not be installed");
    assertThat(failure.evidence().toString())
        .contains("could not be found", "No matching distribution");
  }

  @Test
  void cluster_that_is_down_takes_no_library_until_it_was_started() throws Exception {
    server.clusters().stop("c1");
    RemoteOperation<InstalledLibraries> install =
        workspace.cluster("c1").installed(Library.python("dbt==1"));
    assertThatThrownBy(() -> install.submit(context)).hasMessageContaining("start it first");

    workspace.cluster("c1").start();
    assertThat(workspace.cluster("c1").state()).isEqualTo("PENDING");

    assertThat(toItsEnd(install).libraries()).hasSize(1);
  }

  @Test
  void small_file_is_imported_into_the_workspace_once_also_when_the_answer_is_lost()
      throws Exception {
    Path script = Files.writeString(directory.resolve("load.py"), "print(1)\n");
    server.faults().add(Fault.answerLost().on("POST", "/api/2.0/workspace/import"));

    UploadedFile uploaded = workspace.upload(script, "/Workspace/jobs").run(context);

    assertThat(server.objects().paths()).containsExactly(uploaded.path());
    assertThat(new String(server.objects().bytes(uploaded.path()), StandardCharsets.UTF_8))
        .isEqualTo("print(1)\n");
  }

  @Test
  void securables_are_made_when_missing_and_listed_by_short_pages() throws Exception {
    UnityCatalog unity = workspace.unityCatalog();
    server.unityCatalog().shortPages(1);
    server.unityCatalog().table("prod", "gold", "laps", "MANAGED");
    server.unityCatalog().table("prod", "gold", "best", "VIEW");

    CatalogEntry catalog = unity.ensure(Securable.catalog("stage"));
    CatalogEntry schema = unity.ensure(Securable.schema("stage.gold"));
    CatalogEntry volume = unity.ensure(Securable.volume("stage.gold.files"));

    assertThat(unity.ensure(Securable.volume("stage.gold.files"))).isEqualTo(volume);
    assertThat(unity.find(Securable.schema("stage.gold"))).contains(schema);
    assertThat(unity.find(Securable.table("prod.gold.none"))).isEmpty();
    assertThat(unity.catalogs()).hasSize(3).contains(catalog);
    assertThat(unity.tables(Securable.schema("prod.gold")))
        .extracting(CatalogEntry::type)
        .containsExactly("VIEW", "MANAGED");
    assertThat(unity.volumes(Securable.schema("stage.gold"))).containsExactly(volume);
    Path file = Files.writeString(directory.resolve("a.txt"), "a");
    assertThat(workspace.upload(file, "/Volumes/stage/gold/files").run(context).path())
        .as("a volume that was made has files")
        .isIn(server.files().paths());
  }

  @Test
  void grants_are_inherited_and_the_gate_opens_when_none_is_missing() throws Exception {
    UnityCatalog unity = workspace.unityCatalog();
    Securable volume = Securable.volume("ops.dist.wheels");
    var gate = unity.granted(volume, "deployer", "READ_VOLUME", "USE_CATALOG");
    unity.grant(Securable.catalog("ops"), "deployer", "USE_CATALOG");
    assertThat(gate.evaluate(context).status()).isEqualTo(Verdict.Status.FAILED);

    unity.grant(volume, "deployer", "READ_VOLUME");

    assertThat(gate.evaluate(context).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(unity.effective(volume, "deployer").names())
        .containsExactlyInAnyOrder("READ_VOLUME", "USE_CATALOG");
    assertThat(unity.grants(volume))
        .containsExactly(new Privileges("deployer", java.util.Set.of("READ_VOLUME")));
  }
}
