package dev.lockflight.examples.f5;

import static dev.lockflight.Percent.percent;
import static dev.lockflight.connector.process.report.Reports.coverage;
import static dev.lockflight.connector.process.report.Reports.junit;
import static dev.lockflight.connector.process.report.Reports.safety;
import static dev.lockflight.connector.process.report.Reports.sarif;
import static dev.lockflight.connector.process.report.Severity.HIGH;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.parallel;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.trigger;

import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.connector.docker.BuiltImage;
import dev.lockflight.connector.docker.PushedImage;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import java.time.Duration;

/**
 * Flow 5: lint beside unit tests, an image, integration tests beside scans; then the branch
 * decides: {@code develop} and {@code develop/*} go to staging by themselves, {@code main} goes to
 * production when somebody approved it, anything else goes nowhere. Immutable.
 *
 * <p>Only pushes are deployed: a pull request from {@code develop} is built and tested like any
 * other. A deployment is by digest. The tags {@code latest}, {@code develop-0.0.4} and {@code
 * v1.2.3} move when what they name is deployed and healthy, and not, as drawn, when it was built.
 */
public final class BreweryPipeline {
  static final Output<CommandResult> TESTS = Output.of("tests", CommandResult.class);
  static final Output<CommandResult> BANDIT = Output.of("bandit", CommandResult.class);
  static final Output<String> VERSION = Output.of("version", String.class);
  static final Output<PushedImage> IMAGE = Output.of("image", PushedImage.class);
  private static final Output<CommandResult> TRIVY = Output.of("trivy", CommandResult.class);
  private static final Output<CommandResult> SAFETY = Output.of("safety", CommandResult.class);
  private static final Output<BuiltImage> BUILT = Output.of("built", BuiltImage.class);
  private static final Output<KeptFiles> KEPT = Output.of("kept", KeptFiles.class);
  private static final Output<PublishedArtifacts> FILES =
      Output.of("files", PublishedArtifacts.class);

  private static final Trigger DEVELOP = push("develop", "develop/*");
  private static final Trigger MAIN = push("main");

  private final BreweryProject brewery;
  private final BreweryImages images;
  private final BreweryMail mail;

  private BreweryPipeline(BreweryProject brewery) {
    this.brewery = brewery;
    this.images = brewery.images();
    this.mail = new BreweryMail(brewery.team().mail());
  }

  /** For every push and every pull request. */
  public static Pipeline of(BreweryProject project) {
    BreweryPipeline flow = new BreweryPipeline(project);
    return pipeline(
        "brewery",
        on(push("**"), pullRequest("**")),
        parallel(flow.lint(), flow.unit()),
        flow.image(),
        parallel(flow.integration(), flow.security()),
        parallel(flow.passed(), flow.staging(), flow.production()),
        flow.failed(),
        flow.archive());
  }

  private Stage lint() {
    return stage("lint")
        .run(brewery.checkout("lint"))
        .run(brewery.tool("lint", "black", "--check", "."))
        .run(brewery.tool("lint", "flake8", "."))
        .run(brewery.tool("lint", "mypy", "--ignore-missing-imports", "brewery", "dags"));
  }

  private Stage unit() {
    return stage("unit")
        .run(brewery.checkout("unit"))
        .run(
            brewery
                .tool("unit", "python", "-m", "pytest", "-v", "--junitxml=junit.xml")
                .arguments("--cov=brewery", "--cov-report=xml")
                .writing("junit.xml", "coverage.xml")
                .successCodes(0, 1) // 1: a test failed, which the gate judges
                .asStep()
                .named("pytest")
                .into(TESTS))
        .verify(
            junit("junit.xml").writtenBy(TESTS).noFailures(),
            coverage("coverage.xml").writtenBy(TESTS).atLeast(percent(80)));
  }

  private Stage image() {
    return stage("image")
        .run(brewery.checkout("image"))
        .run(brewery.version("image").into(VERSION))
        .run(images.buildBase())
        .run(images.build(brewery.tree("image"), "brewery:build").into(BUILT))
        .run(images.push(BUILT).into(IMAGE));
  }

  private Stage integration() {
    Environment tests = brewery.at("integration");
    var stack = images.stack(tests, brewery.tree("integration"), "brewery:build");
    return stage("integration")
        .run(brewery.checkout("integration"))
        .run(images.docker().pull(images.repository()).login(images.login()))
        .run(images.start(tests, brewery.tree("integration"), IMAGE))
        .run(brewery.deliverDags("integration"))
        .verify(
            images.stackIsHealthy(tests),
            BreweryImages.answers(tests),
            brewery.airflow().noImportErrors(),
            brewery.airflow().dagsReady(BreweryProject.DAG))
        .always(stack.logs())
        .always(stack.down());
  }

  private Stage security() {
    Stage scanned =
        stage("security")
            .run(brewery.checkout("security"))
            .run(
                brewery
                    .tool("security", "bandit", "-q", "-r", "brewery", "dags")
                    .arguments("-f", "sarif", "-o", "bandit.sarif")
                    .writing("bandit.sarif")
                    .successCodes(0, 1) // 1: issues found, which the gate judges
                    .into(BANDIT))
            .run(
                brewery
                    .team()
                    .github()
                    .codeScanning()
                    .uploading(brewery.tree("security").resolve("bandit.sarif")))
            .verify(sarif("bandit.sarif").writtenBy(BANDIT).atMost(HIGH, 0));
    return scannedBySafety(scannedByTrivy(scanned));
  }

  private Stage scannedByTrivy(Stage stage) {
    return brewery
        .scanner("trivy")
        .map(
            trivy ->
                stage
                    .run(
                        command(trivy.toString(), "image", "--image-src", "docker")
                            .arguments("--format", "sarif", "--output", "trivy.sarif")
                            .arguments("brewery:build")
                            .writing("trivy.sarif")
                            .into(TRIVY))
                    .verify(sarif("trivy.sarif").writtenBy(TRIVY).atMost(HIGH, 0)))
        .orElseGet(() -> stage.verify(BreweryProject.notScannedBy("trivy")));
  }

  private Stage scannedBySafety(Stage stage) {
    return brewery
        .scanner("safety")
        .map(
            safety ->
                stage
                    .run(
                        command(safety.toString(), "check", "-r", "requirements.txt")
                            .arguments("--save-json", "safety.json")
                            .writing("safety.json")
                            .successCodes(0, 64) // 64: vulnerabilities found
                            .into(SAFETY))
                    .verify(safety("safety.json").writtenBy(SAFETY).atMost(HIGH, 0)))
        .orElseGet(() -> stage.verify(BreweryProject.notScannedBy("safety")));
  }

  private Command command(String program, String... arguments) {
    return Command.of(program, arguments)
        .in(brewery.tree("security"))
        .inheriting(brewery.machine().variables(), "DOCKER_HOST");
  }

  private Stage passed() {
    return stage("build_passed").run(mail.passed());
  }

  private Stage staging() {
    Environment staging = brewery.at("staging");
    return stage("staging")
        .in(staging)
        .when(trigger(DEVELOP))
        .run(images.deploy(staging))
        .verify(images.healthy(staging), BreweryImages.answers(staging))
        .onSuccess(images.tagBranch(BUILT, VERSION).asStep().named("tag branch"))
        .onSuccess(mail.deployed());
  }

  private Stage production() {
    Environment production =
        brewery
            .at("production")
            .isProtected()
            .require(
                approval("production")
                    .by("release-managers")
                    .notByInitiator()
                    .within(Duration.ofHours(24)));
    BreweryRelease release = new BreweryRelease(brewery.team().github().releases());
    return stage("production")
        .in(production)
        .when(trigger(MAIN))
        .require(release.isNew(VERSION))
        .run(images.deploy(production))
        .verify(images.healthy(production), BreweryImages.answers(production))
        .onSuccess(images.tagBranch(BUILT, VERSION).asStep().named("tag latest"))
        .onSuccess(images.tagRelease(BUILT, VERSION).asStep().named("tag version"))
        .onSuccess(release.publish(VERSION, IMAGE))
        .onSuccess(mail.deployed());
  }

  private Stage failed() {
    return stage("build_failed")
        .afterFailureOf("lint", "unit", "image", "integration", "security", "staging", "production")
        .run(mail.failed());
  }

  /** Also when nothing was deployed, and when something failed. */
  private Stage archive() {
    return stage("archive")
        .reading(environment("ci"))
        .afterEndOf("staging", "production")
        .run(new KeepReports().asStep().into(KEPT))
        .run(brewery.artifacts().publish(KEPT).into(FILES));
  }
}
