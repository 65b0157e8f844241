package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.FailureClass;
import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.docker.RealDocker.Engine;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealDocker.class)
class BuildTest {
  private static final Secret TOKEN = Secret.of("TOKEN");
  private static final String CANARY = "canary-77e1";

  private final Engine engine;
  @TempDir private Path directory;

  BuildTest(Engine engine) {
    this.engine = engine;
  }

  private Build build(String dockerfile) throws IOException {
    Path context = Files.createDirectories(directory.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    return engine.cli().build(context).network("host").as(ImageName.of("built:1"));
  }

  private FakeContext context() {
    return engine.context(directory.resolve("workspace")).with(TOKEN, CANARY);
  }

  @Test
  void only_the_stages_of_the_target_are_built_with_its_arguments() throws Exception {
    Build build =
        build(
            """
            FROM lockflight-base:1 AS broken
            RUN exit 9
            FROM lockflight-base:1 AS app
            ARG GREETING
            RUN echo "$GREETING" > /greeting
            CMD ["/bin/cat", "/greeting"]
            """);

    BuiltImage image = build.target("app").arg("GREETING", "hello you").run(context());

    assertThat(image.id()).startsWith("sha256:");
    assertThat(engine.docker().image(ImageName.of("built:1")).inspect().id()).isEqualTo(image.id());
  }

  @Test
  void a_secret_reaches_its_command_and_nothing_else() throws Exception {
    FakeContext context = context();
    Build build =
        build(
            """
            FROM lockflight-base:1
            RUN --mount=type=secret,id=token wc -c < /run/secrets/token > /size
            RUN --mount=type=secret,id=token cat /run/secrets/token; echo
            RUN cat /size
            """);

    var unused = build.secret("token", TOKEN).withoutCache().run(context);

    String log = context.lines().toString();
    assertThat(log).contains("" + CANARY.length()).contains("***").doesNotContain(CANARY);
    assertThat(build.secret("token", TOKEN).describe()).doesNotContain(CANARY);
  }

  @Test
  void a_failed_build_is_fatal_and_shows_its_last_words() throws Exception {
    Build build = build("FROM lockflight-base:1\nRUN echo seeded trouble >&2; exit 3\n");

    assertThatThrownBy(() -> build.run(context()))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
        .hasMessageContaining("seeded trouble")
        .hasMessageContaining("built:1");
  }

  @Test
  void a_docker_command_without_buildkit_is_named() throws Exception {
    Path old = directory.resolve("old-docker");
    Files.writeString(
        old,
        "#!/bin/sh\necho 'ERROR: BuildKit is enabled but the buildx component is missing or broken.'"
            + " >&2\nexit 1\n",
        java.nio.charset.StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
    Build build = engine.cli().program(old.toString()).build(directory);

    assertThatThrownBy(() -> build.run(context()))
        .hasMessageContaining("this docker command has no BuildKit")
        .hasMessageContaining("DockerCli.program");
  }

  @Test
  void layers_come_from_the_cache_of_an_image() throws Exception {
    String dockerfile = "FROM lockflight-base:1\nRUN echo once > /once\n";
    BuiltImage first = build(dockerfile).inlineCache().run(context());
    FakeContext context = context();

    BuiltImage second =
        build(dockerfile).inlineCache().cacheFrom(ImageName.of("built:1")).run(context);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(context.lines().toString()).contains("CACHED");
    assertThat(List.of(first.name())).containsExactly("built:1");
  }
}
