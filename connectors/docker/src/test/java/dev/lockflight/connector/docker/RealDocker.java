package dev.lockflight.connector.docker;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockflight.testkit.docker.LocalDocker;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One real engine and registry for all tests of the JVM, with a base image. Where they cannot be
 * started the tests are skipped, and fail where CI is true.
 */
final class RealDocker implements BeforeAllCallback, ParameterResolver {
  static final ImageName BASE = ImageName.of("lockflight-base:1");

  /** Closed by JUnit at the end of all tests. */
  record Engine(LocalDocker local, Docker docker) implements AutoCloseable {
    /** The name of a repository of the registry. */
    String repository(String name) {
      return local.registry() + "/" + name;
    }

    DockerCli cli() {
      return DockerCli.of(System.getenv())
          .at(DockerHost.at(local.engine()))
          .program(Cli.withBuildKit())
          .composeProgram("docker-compose");
    }

    FakeContext context(Path workspace) {
      return FakeContext.ofRun("run-" + UUID.randomUUID())
          .clock(InstantSource.system())
          .workspace(workspace);
    }

    @Override
    public void close() {
      docker.close();
      local.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Optional<String> obstacle = LocalDocker.obstacle(System.getenv()).or(Cli::obstacle);
    if (obstacle.isPresent() && "true".equals(System.getenv("CI"))) {
      fail(obstacle.get());
    }
    assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
    var unused = engine(context);
  }

  private static Engine engine(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Engine.class, key -> start(), Engine.class);
  }

  private static Engine start() {
    try {
      LocalDocker local = LocalDocker.start(System.getenv());
      Engine engine = new Engine(local, Docker.at(local.engine()));
      Path context = local.baseImageContext(System.getenv());
      var unused =
          engine
              .cli()
              .build(context)
              .network("host")
              .as(BASE)
              .run(engine.context(local.directory().resolve("base-build")));
      return engine;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Engine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return engine(context);
  }
}
