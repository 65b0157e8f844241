package dev.lockflight.connector.docker;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Secret;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The step that builds an image with BuildKit: only the stages its target needs, secrets that stay
 * in no layer, caches that outlive a build. Immutable and thread-safe: each method returns another.
 */
public final class Build implements Call<BuiltImage> {
  private static final Pattern SECRET_ID = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern NO_BUILDKIT =
      Pattern.compile(
          "buildx component is missing|unknown flag: --(progress|secret)|requires BuildKit"
              + "|buildkit not supported|legacy builder",
          Pattern.CASE_INSENSITIVE);

  private final DockerCli cli;
  private final Path context;
  private final ImageName name;
  private final List<String> options;
  private final List<BuildSecret> secrets;

  /** What the Dockerfile mounts under its id. */
  private record BuildSecret(String id, Secret secret, String variable) {}

  private Build(
      DockerCli cli,
      Path context,
      ImageName name,
      List<String> options,
      List<BuildSecret> secrets) {
    this.cli = cli;
    this.context = context;
    this.name = name;
    this.options = List.copyOf(options);
    this.secrets = List.copyOf(secrets);
  }

  static Build of(DockerCli cli, Path context) {
    return new Build(cli, context, ImageName.of("lockflight-build"), List.of(), List.of());
  }

  /** Its name in the engine; a tag in it may move, but the step's result also has the id. */
  public Build as(ImageName image) {
    return new Build(cli, context, image, options, secrets);
  }

  /** Another Dockerfile than the one in the directory; relative to the directory, or absolute. */
  public Build dockerfile(Path file) {
    return with("--file", context.resolve(file).toString());
  }

  /** Builds this stage of the Dockerfile, and none that it does not need. */
  public Build target(String stage) {
    return with("--target", stage);
  }

  /** With a value for an ARG. It can be read from the image: give secrets by {@link #secret}. */
  public Build arg(String variable, String value) {
    return with("--build-arg", variable + "=" + value);
  }

  /** Mounted by {@code RUN --mount=type=secret,id=…}, and in no layer. */
  public Build secret(String id, Secret secret) {
    if (!SECRET_ID.matcher(id).matches()) {
      throw new InvalidDefinitionException(
          "the id of a build secret must be letters, digits and _ . -: " + id);
    }
    List<BuildSecret> all = new ArrayList<>(secrets);
    all.add(new BuildSecret(id, secret, "LOCKFLIGHT_BUILD_SECRET_" + all.size()));
    return new Build(cli, context, name, options, all);
  }

  /** Takes layers from this image when they fit. */
  public Build cacheFrom(ImageName image) {
    return with("--cache-from", image.toString());
  }

  /** Puts into the image what {@link #cacheFrom} needs to take layers from it. */
  public Build inlineCache() {
    return arg("BUILDKIT_INLINE_CACHE", "1");
  }

  /** Takes nothing from caches. */
  public Build withoutCache() {
    return with("--no-cache");
  }

  /**
   * For these platforms, for example {@code linux/arm64}. More than one needs the buildx plug-in
   * and an engine with the containerd image store.
   */
  public Build platforms(String... platforms) {
    return with("--platform", String.join(",", platforms));
  }

  /** The network of RUN commands: {@code host} or {@code none}. */
  public Build network(String network) {
    return with("--network", network);
  }

  public Build label(String label, String value) {
    return with("--label", label + "=" + value);
  }

  private Build with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new Build(cli, context, name, all, secrets);
  }

  @Override
  public String name() {
    return "build " + name.toString().replace('/', ' ');
  }

  @Override
  public String describe() {
    List<String> mounted = secrets.stream().map(s -> s.id() + "=" + s.secret().name()).toList();
    return "build "
        + context
        + " as "
        + name
        + (options.isEmpty() ? "" : " " + String.join(" ", options))
        + (mounted.isEmpty() ? "" : " with secrets " + mounted);
  }

  @Override
  public BuiltImage run(StepContext step) throws InterruptedException {
    Path id = step.workspace().resolve("image-id");
    Command command = command(id);
    CommandResult result = command.execute(step, (source, line) -> step.log(line));
    String said = result.errors().text() + "\n" + result.output().text();
    if (result.exitCode() != 0) {
      throw StepFailedException.fatal(
          step.redact("the build of " + context + " as " + name + " failed: " + why(said)));
    }
    try {
      return new BuiltImage(name.toString(), Files.readString(id).strip());
    } catch (IOException e) {
      throw StepFailedException.fatal(
              "the build of " + name + " ended well but left no id in " + id + ": " + e)
          .causedBy(e);
    }
  }

  private Command command(Path id) {
    List<String> words = new ArrayList<>(List.of("build", "--progress=plain"));
    words.addAll(List.of("--iidfile", id.toAbsolutePath().toString(), "--tag", name.toString()));
    words.addAll(options);
    for (BuildSecret secret : secrets) {
      words.addAll(List.of("--secret", "id=" + secret.id() + ",env=" + secret.variable()));
    }
    words.add(context.toAbsolutePath().toString());
    Command command = cli.command(words);
    for (BuildSecret secret : secrets) {
      command = command.secretEnvironment(secret.variable(), secret.secret());
    }
    return command;
  }

  private String why(String said) {
    if (NO_BUILDKIT.matcher(said).find()) {
      return "this docker command has no BuildKit ("
          + said.strip()
          + "); install its buildx plug-in or name another by DockerCli.program(…)";
    }
    String last = said.strip();
    return last.substring(Math.max(0, last.length() - 2_000)) + "; the step's log file has it all";
  }
}
