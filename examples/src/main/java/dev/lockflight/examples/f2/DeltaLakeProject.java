package dev.lockflight.examples.f2;

import static dev.lockflight.dsl.Lockflight.call;

import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.DirectoryArtifactStore;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.kubernetes.Kubernetes;
import dev.lockflight.connector.kubernetes.Manifests;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import dev.lockflight.connector.process.GitCheckout;
import dev.lockflight.connector.python.Python;
import dev.lockflight.connector.python.ToolResult;
import dev.lockflight.connector.terraform.Terraform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the flow of the Delta Lake project stands on: its directories, its tools, its images, its
 * workspace. Immutable.
 */
public record DeltaLakeProject(
    Places places,
    Tools tools,
    DeltaLakeImages images,
    Databricks databricks,
    JobOverview overview) {
  /** What the benchmark writes. */
  static final String MEASURES = "benchmark.json";

  /** What it is compared with. */
  static final String BASELINE = "baseline.json";

  /**
   * Its directories.
   *
   * @param origin the git repository the commits are fetched from
   * @param tree where they are checked out
   * @param data where artifacts and the baseline are kept
   */
  public record Places(Path origin, Path tree, Path data) {}

  /**
   * Its programs.
   *
   * @param variables the environment of the programs: PATH, HOME
   * @param python the virtual environment with linters, build and twine
   * @param interpreters those of the matrix
   * @param safety the command of safety, which needs its vendor's database over the network; empty
   *     leaves it out
   */
  public record Tools(
      Map<String, String> variables,
      Path python,
      Interpreters interpreters,
      Optional<String> safety) {}

  Interpreters interpreters() {
    return tools.interpreters();
  }

  Optional<String> safety() {
    return tools.safety();
  }

  Artifacts artifacts() {
    return Artifacts.in(DirectoryArtifactStore.at(places.data().resolve("artifacts")));
  }

  /** The files of the release's commit. */
  Call<String> checkout() {
    return GitCheckout.of(places.origin()).inheriting(tools.variables()).into(places.tree());
  }

  /** With the time of the build fixed, so that a commit has one wheel. */
  Python python() {
    return python(tools.python()).environment("SOURCE_DATE_EPOCH", "1700000000");
  }

  private Python python(Path environment) {
    return Python.in(places.tree())
        .inheriting(tools.variables())
        .using(environment)
        .environment("PYTHONDONTWRITEBYTECODE", "1");
  }

  /** semgrep's rules. */
  Path rules() {
    return Path.of("security");
  }

  Command safetyCheck(String program) {
    return Command.of(program, "check", "--file=requirements.txt", "--save-json=safety.json")
        .in(places.tree())
        .inheriting(tools.variables())
        .writing("safety.json")
        .successCodes(0, 64); // 64: vulnerabilities, which the gate judges
  }

  Terraform terraform() {
    return Terraform.in(places.tree().resolve("terraform")).inheriting(tools.variables());
  }

  Step<Manifests> kubernetes() {
    return Kubernetes.in(places.tree())
        .inheriting(tools.variables())
        .kustomize(Path.of("k8s"))
        .asStep();
  }

  /** pytest with the interpreters of the cell it runs in. */
  Step<TestedCell> tests() {
    return call("pytest", this::tested);
  }

  private TestedCell tested(StepContext context) throws Exception {
    Map<String, String> cell = context.cell();
    Path told = context.workspace().toAbsolutePath().resolve("cell.properties");
    ToolResult tests =
        python(interpreters().python(cell.getOrDefault("python", "")))
            .environment("JAVA_HOME", interpreters().java(cell.getOrDefault("java", "")).toString())
            .environment("COVERAGE_FILE", told.resolveSibling(".coverage").toString())
            .environment("CELL_REPORT", told.toString())
            .pytestCovering("src", "tests")
            .with("-v")
            .judgedByGates()
            .run(context);
    return TestedCell.of(tests, told);
  }

  /** The benchmark. */
  Command measure() {
    String pytest = tools.python().resolve("bin/pytest").toString();
    return Command.of(
            pytest, "benchmarks", "-p", "no:cacheprovider", "--benchmark-json=" + MEASURES)
        .in(places.tree())
        .inheriting(tools.variables())
        .environment("PYTHONDONTWRITEBYTECODE", "1")
        .writing(MEASURES);
  }

  /** The measures that later ones are compared with, made on the same machine. */
  Path baseline() {
    return places.data().resolve(BASELINE);
  }

  /**
   * The baseline that is kept; what is measured first becomes it. Delete the file to begin anew.
   */
  Step<CollectedFiles> keptBaseline(Output<CommandResult> measured) {
    return call(
        "baseline",
        context -> {
          if (!Files.exists(baseline())) {
            Path measures = context.read(measured).files().get(MEASURES);
            Path copy = Files.createTempFile(places.data(), "baseline", ".json");
            Path unused = Files.write(copy, Files.readAllBytes(Objects.requireNonNull(measures)));
            unused = Files.move(copy, baseline());
            context.log("there was no baseline yet: these measures are");
          }
          return new CollectedFiles(Map.of(BASELINE, baseline().toString()));
        });
  }
}
