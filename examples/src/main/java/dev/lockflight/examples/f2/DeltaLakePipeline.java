package dev.lockflight.examples.f2;

import static dev.lockflight.Percent.percent;
import static dev.lockflight.connector.kubernetes.KubernetesGates.bestPractices;
import static dev.lockflight.connector.kubernetes.KubernetesGates.typed;
import static dev.lockflight.connector.process.report.Reports.bandit;
import static dev.lockflight.connector.process.report.Reports.benchmark;
import static dev.lockflight.connector.process.report.Reports.coverage;
import static dev.lockflight.connector.process.report.Reports.junit;
import static dev.lockflight.connector.process.report.Reports.safety;
import static dev.lockflight.connector.process.report.Reports.semgrep;
import static dev.lockflight.connector.process.report.Severity.HIGH;
import static dev.lockflight.connector.process.report.Severity.LOW;
import static dev.lockflight.connector.process.report.Severity.MEDIUM;
import static dev.lockflight.connector.python.PythonGates.noFindings;
import static dev.lockflight.connector.terraform.TerraformGates.destroysNothing;
import static dev.lockflight.dsl.Lockflight.axis;
import static dev.lockflight.dsl.Lockflight.cron;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.parallel;
import static dev.lockflight.dsl.Lockflight.parameter;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.trigger;

import dev.lockflight.Axis;
import dev.lockflight.Condition;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.connector.kubernetes.Manifests;
import dev.lockflight.connector.process.CommandResult;
import dev.lockflight.connector.python.PythonPackage;
import dev.lockflight.connector.python.ToolResult;
import dev.lockflight.connector.terraform.TerraformPlan;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * CI and CD of a Delta Lake project in one flow: quality, security and terraform side by side,
 * tests over Python × Java, four images, manifests, the package, the benchmark on main, the
 * deployment to the environment that was chosen, and at every end a summary of all jobs. Immutable.
 *
 * <p>Where the drawing leaves it open: what is pushed to {@code main} goes to staging and, unlike
 * in the drawing, only when the benchmark is good; production is reached by hand, with what staging
 * has shown, and when people have approved it. The nightly run builds {@code main}, so it measures
 * too.
 */
public final class DeltaLakePipeline {
  /** Where a start by hand deploys to. */
  public static final Parameter<String> TARGET =
      Parameter.text("environment")
          .oneOf("production", "staging", "dev", "trial")
          .byDefault("staging")
          .describedAs("where the package is deployed to");

  static final Trigger MAIN = push("main");
  static final Trigger NIGHTLY = cron("0 2 * * *", ZoneOffset.UTC);
  static final Trigger BY_HAND = manual(TARGET);

  private static final String[] CODE = {"src", "scripts", "tests", "benchmarks"};
  private static final Output<ToolResult> FLAKE8 = Output.of("flake8", ToolResult.class);
  private static final Output<ToolResult> BLACK = Output.of("black", ToolResult.class);
  private static final Output<ToolResult> ISORT = Output.of("isort", ToolResult.class);
  private static final Output<ToolResult> MYPY = Output.of("mypy", ToolResult.class);
  static final Output<CommandResult> SAFETY = Output.of("safety", CommandResult.class);
  static final Output<ToolResult> BANDIT = Output.of("bandit", ToolResult.class);
  static final Output<ToolResult> SEMGREP = Output.of("semgrep", ToolResult.class);
  static final Output<TerraformPlan> PLAN = Output.of("plan", TerraformPlan.class);
  static final Output<TestedCell> TESTS = Output.of("tests", TestedCell.class);
  private static final Output<Manifests> MANIFESTS = Output.of("manifests", Manifests.class);
  private static final Output<PythonPackage> BUILT = Output.of("built", PythonPackage.class);
  static final Output<PublishedArtifacts> PACKAGE = Output.of("package", PublishedArtifacts.class);
  private static final Output<CommandResult> MEASURED = Output.of("measured", CommandResult.class);
  private static final Output<CollectedFiles> BASELINE =
      Output.of("baseline", CollectedFiles.class);
  static final Output<CollectedFiles> SUMMARY = Output.of("summary", CollectedFiles.class);

  private final DeltaLakeProject lake;
  private final DeltaLakeEnvironments environments = new DeltaLakeEnvironments();

  private DeltaLakePipeline(DeltaLakeProject lake) {
    this.lake = lake;
  }

  /** The whole flow, with the cells of the matrix that the project asks for. */
  public static Pipeline of(DeltaLakeProject project) {
    return new DeltaLakePipeline(project).flow();
  }

  private Pipeline flow() {
    return pipeline(
        "delta-lake",
        on(push("main", "develop"), pullRequest("main", "develop"), NIGHTLY, BY_HAND),
        stage("checkout").run(lake.checkout()),
        parallel(quality(), security(), terraform()),
        tests().after("quality"),
        images().after("tests"),
        kubernetes().after("docker"),
        build().after("kubernetes", "security", "terraform"),
        performance().after("build").when(trigger(MAIN).or(trigger(NIGHTLY))),
        deploy("deploy_main", environments.staging()).after("performance").when(trigger(MAIN)),
        deploy("deploy_dev", environments.dev()).after("build").when(chosen("dev")),
        deploy("deploy_trial", environments.trial()).after("build").when(chosen("trial")),
        deploy("deploy_staging", environments.staging()).after("build").when(chosen("staging")),
        deploy("deploy_production", environments.production())
            .after("build")
            .when(chosen("production")),
        summary());
  }

  private static Condition chosen(String environment) {
    return trigger(BY_HAND).and(parameter(TARGET, environment));
  }

  private Stage quality() {
    return stage("quality")
        .run(lake.python().flake8(CODE).with("--max-line-length=88").judgedByGates().into(FLAKE8))
        .run(lake.python().black(CODE).judgedByGates().into(BLACK))
        .run(lake.python().isort(CODE).judgedByGates().into(ISORT))
        .run(
            lake.python()
                .mypy("src", "scripts")
                .with("--ignore-missing-imports", "--cache-dir=/dev/null")
                .judgedByGates()
                .into(MYPY))
        .verify(noFindings(FLAKE8), noFindings(BLACK), noFindings(ISORT), noFindings(MYPY));
  }

  private Stage security() {
    Stage scans =
        stage("security")
            .run(lake.python().bandit("src", "scripts").judgedByGates().into(BANDIT))
            .run(
                lake.python().semgrep(lake.rules(), "src", "scripts").judgedByGates().into(SEMGREP))
            .verify(
                bandit("bandit.json").writtenBy(BANDIT).atMost(HIGH, 0).atMost(MEDIUM, 2),
                semgrep("semgrep.json").writtenBy(SEMGREP).atMost(HIGH, 0));
    return lake.safety()
        .map(
            program ->
                scans
                    .run(lake.safetyCheck(program).into(SAFETY))
                    .verify(safety("safety.json").writtenBy(SAFETY).atMost(LOW, 0)))
        .orElse(scans);
  }

  private Stage terraform() {
    return stage("terraform")
        .run(lake.terraform().init().withoutBackend())
        .run(lake.terraform().plan().into(PLAN))
        .verify(lake.terraform().formatted(), lake.terraform().valid(), destroysNothing(PLAN));
  }

  private Stage tests() {
    return stage("tests")
        .matrix(
            new Axis("python", lake.interpreters().pythons()),
            new Axis("java", lake.interpreters().javas()))
        .maxParallel(2)
        .run(lake.tests().into(TESTS))
        .verify(
            TestedCell.ranAsAsked(TESTS),
            junit("junit.xml").writtenBy(TESTS).noFailures(),
            coverage("coverage.xml").writtenBy(TESTS).atLeast(percent(80)));
  }

  private Stage images() {
    return stage("docker")
        .matrix(axis("target", "dev", "prod", "api", "processor"))
        .maxParallel(2)
        .run(lake.images().build())
        .run(lake.images().start());
  }

  private Stage kubernetes() {
    return stage("kubernetes")
        .run(lake.kubernetes().into(MANIFESTS))
        .verify(typed(MANIFESTS).refusingUnknownKinds(), bestPractices(MANIFESTS));
  }

  private Stage build() {
    return stage("build")
        .reading(environments.packages())
        .run(lake.python().build().withoutIsolation().into(BUILT))
        .verify(lake.python().twineCheck(BUILT))
        .onSuccess(lake.artifacts().publish(BUILT).into(PACKAGE));
  }

  private Stage performance() {
    return stage("performance")
        .run(lake.measure().into(MEASURED))
        .run(lake.keptBaseline(MEASURED).into(BASELINE))
        .verify(
            benchmark(DeltaLakeProject.MEASURES)
                .writtenBy(MEASURED)
                .slowerByAtMost(percent(200))
                .than(BASELINE, DeltaLakeProject.BASELINE)
                .because("the machine is shared: it must be three times as slow to be sure"));
  }

  private Stage deploy(String name, Environment environment) {
    DeltaLakeDeployment steps = new DeltaLakeDeployment(lake, name);
    return stage(name)
        .in(environment)
        .run(lake.artifacts().fetch(PACKAGE).into(steps.fetched()))
        .run(steps.uploadWheel())
        .run(steps.uploadScript())
        .run(steps.runScript())
        .verify(steps.loadedInto(environment));
  }

  /** Runs at every end: after success and failure, and when most was skipped. */
  private Stage summary() {
    return stage("test_summary")
        .reading(environments.reports())
        .afterEndOf(
            Stream.concat(
                    Stream.of(
                        "quality",
                        "security",
                        "terraform",
                        "tests",
                        "docker",
                        "kubernetes",
                        "build",
                        "performance"),
                    Stream.of("main", "dev", "trial", "staging", "production")
                        .map(where -> "deploy_" + where))
                .toArray(String[]::new))
        .run(lake.overview().collect().into(SUMMARY))
        .run(lake.artifacts().publish(SUMMARY));
  }
}
