package dev.lockflight.examples.f3;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.dbtTarget;
import static dev.lockflight.dsl.Lockflight.environment;

import dev.lockflight.Call;
import dev.lockflight.Channel;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Release;
import dev.lockflight.Savepoints;
import dev.lockflight.Step;
import dev.lockflight.StepFailedException;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.docker.Build;
import dev.lockflight.connector.docker.BuiltImage;
import dev.lockflight.connector.docker.ImageName;
import dev.lockflight.connector.docker.Push;
import dev.lockflight.connector.github.Repository;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.GitCheckout;
import dev.lockflight.connector.sql.DatabaseFileSavepoints;
import dev.lockflight.examples.Workplace;
import dev.lockflight.examples.laptop.Machine;
import java.nio.file.Path;
import java.util.List;

/**
 * What the workflows of the DataOps project stand on. Immutable.
 *
 * @param place where dbt runs; its project is that of the checked out code
 * @param machine has git and the linters
 * @param containers the engine and registry of the stack
 * @param team who is told
 */
public record DataOpsProject(
    Workplace place, Machine machine, Code code, DataOpsContainers containers, Channel team) {
  /**
   * Where the code is.
   *
   * @param origin the git repository that commits are fetched from
   * @param tree where they are checked out
   */
  public record Code(Repository github, Path origin, Path tree) {}

  /** Where pull requests are tried out, on a sample of the data. */
  Environment ci() {
    return environment("ci").with(dbtTarget("ci"));
  }

  Environment staging() {
    return environment("staging").with(dbtTarget("staging"));
  }

  Environment prod() {
    return environment("prod").with(dbtTarget("prod")).isProtected();
  }

  Repository github() {
    return code.github();
  }

  Dbt dbt() {
    return place.dbt().environment("DATAOPS_SOURCE", code.tree().resolve("data").toString());
  }

  Artifacts artifacts() {
    return Artifacts.in(place.store("artifacts"));
  }

  Savepoints savepoints(Environment environment) {
    Path database = place.database(environment.name().value()).path();
    return DatabaseFileSavepoints.of(environment, database, place.savepoints());
  }

  DataOpsStack stack(Environment environment) {
    return containers.stack(environment.name());
  }

  /** A linter, in the directory of the code. */
  Command tool(String name, String... arguments) {
    return Command.of(machine.tools().resolve(name).toString(), arguments)
        .in(code.tree())
        .inheriting(machine.variables());
  }

  /** Opens when no file of the commit is larger than a megabyte. */
  Gate filesAreSmall() {
    return new SmallFiles(code.tree(), machine.variables(), 1_000_000);
  }

  /** The files of the release's commit. */
  Call<String> checkout() {
    return GitCheckout.of(code.origin()).inheriting(machine.variables()).into(code.tree());
  }

  /** The image of a target of the Dockerfile. */
  Build build(String target) {
    return containers
        .cli()
        .build(code.tree())
        .dockerfile(Path.of("docker/Dockerfile"))
        .target(target)
        .arg("BASE", containers.base().toString())
        .network("host")
        .as(ImageName.of("dataops-" + target + ":build"));
  }

  /** Under the commit as its tag; its digest becomes part of the release. */
  Push push(Output<BuiltImage> built) {
    return containers
        .docker()
        .push(built)
        .to(containers.repository(built.name()))
        .as(run -> List.of("sha-" + run.release().commit().substring(0, 7)))
        .login(containers.login());
  }

  /** Takes over the images of this commit that the environment has verified. */
  Step<String> imagesOf(Environment environment) {
    return action(
        "images of " + environment.name(),
        context -> {
          String commit = context.release().commit();
          Release verified =
              context
                  .ledger()
                  .lastVerified(environment.name())
                  .map(Deployment::release)
                  .filter(release -> release.commit().equals(commit))
                  .orElseThrow(
                      () ->
                          StepFailedException.fatal(
                              commit
                                  + " is not what was last verified in "
                                  + environment.name()
                                  + "; deploy it there first"));
          verified.artifacts().forEach(context::addToRelease);
        });
  }
}
