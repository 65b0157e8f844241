package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.FailureClass;
import dev.lockflight.Output;
import dev.lockflight.Release;
import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.docker.RealDocker.Engine;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealDocker.class)
class DeliveryTest {
  private static final Output<BuiltImage> BUILT = Output.of("built", BuiltImage.class);
  private static final Secret PASSWORD = Secret.of("REGISTRY_PASSWORD");
  private static final String COMMIT = "abc1234def5678abc1234def5678abc1234def56";

  private static final String SLEEPING = "trap 'exit 0' TERM; while true; do sleep 0.1; done";

  private final Engine engine;
  private final Docker docker;
  private final RegistryLogin login;
  @TempDir private Path workspace;

  DeliveryTest(Engine engine) {
    this.engine = engine;
    docker = engine.docker();
    login = RegistryLogin.of(engine.local().user(), PASSWORD);
  }

  private FakeContext context() {
    return engine.context(workspace).with(PASSWORD, engine.local().password());
  }

  /** An image whose content no other has. */
  private BuiltImage built(String name, String content) throws Exception {
    Path context = Files.createDirectories(workspace.resolve(name));
    Files.writeString(context.resolve("content"), content);
    Files.writeString(
        context.resolve("Dockerfile"), "FROM " + RealDocker.BASE + "\nCOPY content /content\n");
    return engine
        .cli()
        .build(context)
        .network("host")
        .as(ImageName.of(name))
        .run(engine.context(workspace.resolve(name + "-build")));
  }

  private PushedImage pushed(FakeContext context, String name) throws Exception {
    var unused = context.with(BUILT, built(name, name));
    return docker
        .push(BUILT)
        .to(engine.repository(name))
        .as(ImageTags.ofBranch("develop", "0.0.4", COMMIT))
        .login(login)
        .run(context);
  }

  @Test
  void all_tags_lead_to_one_digest_which_the_release_has() throws Exception {
    FakeContext context = context();
    PushedImage image = pushed(context, "tags");

    assertThat(image.tags()).containsExactly("develop-0.0.4", "sha-abc1234");
    assertThat(context.addedToRelease()).containsEntry(engine.repository("tags"), image.digest());
    assertThat(context.reported()).isNotEmpty();
    for (String tag : image.tags()) {
      ImageName name = ImageName.of(image.repository()).tag(tag);
      docker.image(name).remove();
      RegistryPassword known = login.at(name.registry(), context);
      assertThat(docker.image(name).pull(known, progress -> {}).digests())
          .contains(image.reference().toString());
    }
  }

  @Test
  void the_login_of_the_docker_config_is_good_for_the_registry() throws Exception {
    String both = engine.local().user() + ":" + engine.local().password();
    String auth = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    String json = "{\"auths\":{\"" + engine.local().registry() + "\":{\"auth\":\"" + auth + "\"}}}";
    Files.writeString(workspace.resolve("config.json"), json);
    RegistryLogin configured =
        RegistryLogin.ofDockerConfig(Map.of("DOCKER_CONFIG", workspace.toString()));
    FakeContext context = engine.context(workspace).with(BUILT, built("config", "config"));

    PushedImage image =
        docker.push(BUILT).to(engine.repository("config")).login(configured).run(context);

    assertThat(image.tags()).containsExactly("latest");
    assertThat(image.digest()).startsWith("sha256:");
  }

  @Test
  void a_wrong_password_is_fatal_and_is_never_told() throws Exception {
    String canary = "canary-5f2a9";
    FakeContext context = engine.context(workspace).with(PASSWORD, canary);

    assertThatThrownBy(() -> pushed(context, "refused"))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
        .hasMessageContaining("push " + engine.repository("refused"))
        .hasMessageContaining("check the registry login")
        .hasMessageNotContaining(canary)
        .hasStackTraceContaining("StepFailedException");
    assertThat(context.lines().toString()).doesNotContain(canary);
  }

  @Test
  void a_deployment_stays_with_the_digest_when_the_tag_moves() throws Exception {
    PushedImage first = pushed(context(), "moves");
    FakeContext moving = context().with(BUILT, built("moves-on", "another"));
    PushedImage second =
        docker.push(BUILT).to(first.repository()).as(first.tags()).login(login).run(moving);
    assertThat(second.digest()).isNotEqualTo(first.digest());

    DeployedContainer deployed = deploy(first, context());
    DeployedContainer next = deploy(second, context());
    DeployedContainer back = deploy(first, context());

    assertThat(deployed.image()).isEqualTo(first.reference().toString());
    assertThat(next.replaced()).isEqualTo(first.reference().toString());
    assertThat(back.replaced()).isEqualTo(second.reference().toString());
    Container running = docker.container("moves");
    assertThat(running.inspect().image()).isEqualTo(first.reference().toString());
    assertThat(running.exec(List.of("/bin/cat", "/content")).output()).isEqualTo("moves");
    running.remove();
  }

  private DeployedContainer deploy(PushedImage image, FakeContext context) throws Exception {
    FakeContext released =
        context.release(Release.of(COMMIT).with(image.repository(), image.digest()));
    ContainerSpec spec =
        ContainerSpec.named("moves").network("none").command("/bin/sh", "-c", SLEEPING);
    return docker.deploy(image.repository()).as(spec).login(login).run(released);
  }

  @Test
  void a_release_without_the_image_says_what_it_has() {
    assertThatThrownBy(() -> docker.pull(engine.repository("nothing")).login(login).run(context()))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("has no digest of " + engine.repository("nothing"))
        .hasMessageContaining("push it in an earlier stage");
  }

  @Test
  void a_digest_the_registry_lacks_is_fatal() {
    FakeContext context =
        context()
            .release(Release.of(COMMIT).with(engine.repository("x"), "sha256:" + "0".repeat(64)));

    assertThatThrownBy(() -> docker.pull(engine.repository("x")).login(login).run(context))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
        .hasMessageContaining("check that the image was pushed there");
  }
}
