package dev.lockflight.connector.docker;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The step that pushes one image under all its tags. Adds its digest to the release, under the name
 * of the repository. May be repeated: a registry keeps what it has. Immutable and thread-safe.
 */
public final class Push implements Call<PushedImage> {
  private final Docker docker;
  private final Source source;
  private final String repository;
  private final Tags tags;
  private final RegistryLogin login;

  /** The image in the engine. */
  private record Source(
      Set<Output<?>> reads, Function<StepContext, ImageOrId> find, String described) {}

  /** A name or an id. */
  private record ImageOrId(String text) {}

  /** Found for each run. */
  private record Tags(TagRule rule, String described) {}

  private Push(Docker docker, Source source, String repository, Tags tags, RegistryLogin login) {
    this.docker = docker;
    this.source = source;
    this.repository = repository;
    this.tags = tags;
    this.login = login;
  }

  static Push of(Docker docker, ImageName local) {
    ImageOrId image = new ImageOrId(local.toString());
    String tag = local.tagOrLatest();
    return new Push(
        docker,
        new Source(Set.of(), context -> image, local.toString()),
        local.repository(),
        new Tags(run -> List.of(tag), tag),
        RegistryLogin.anonymous());
  }

  static Push of(Docker docker, Output<BuiltImage> built) {
    return new Push(
        docker,
        new Source(Set.of(built), context -> new ImageOrId(context.read(built).id()), built.name()),
        "",
        new Tags(run -> List.of("latest"), "latest"),
        RegistryLogin.anonymous());
  }

  /** To this repository, for example {@code ghcr.io/acme/brewery}. */
  public Push to(String other) {
    return new Push(docker, source, ImageName.of(other).repository(), tags, login);
  }

  /** Under these tags instead of its own, or {@code latest}. */
  public Push as(List<String> names) {
    List<String> all = List.copyOf(names);
    if (all.isEmpty() || !all.stream().allMatch(ImageName::isTag)) {
      throw new InvalidDefinitionException(
          "a push needs tags of 1 to 128 letters, digits, _ . - not beginning with . or -: " + all);
    }
    return new Push(
        docker, source, repository, new Tags(run -> all, String.join(", ", all)), login);
  }

  /** Under the tags that the rule finds for the run. */
  public Push as(TagRule rule) {
    return new Push(docker, source, repository, new Tags(rule, "tags by rule"), login);
  }

  /** As whom; nobody unless given. */
  public Push login(RegistryLogin other) {
    return new Push(docker, source, repository, tags, other);
  }

  @Override
  public String name() {
    return "push " + source.described.replace('/', ' ').replace('@', ' ');
  }

  @Override
  public Set<Output<?>> reads() {
    return source.reads;
  }

  @Override
  public String describe() {
    return "push "
        + source.described
        + (repository.isEmpty() ? "" : " to " + repository)
        + " as "
        + tags.described
        + " "
        + login;
  }

  @Override
  public PushedImage run(StepContext context) throws InterruptedException {
    return Surroundings.step(context, () -> push(context));
  }

  private PushedImage push(StepContext context) throws InterruptedException {
    if (repository.isEmpty()) {
      throw DockerException.fatal("a built image needs a repository: push(…).to(repository)");
    }
    Set<String> names = new LinkedHashSet<>(tags.rule.tags(context));
    if (names.isEmpty()) {
      throw DockerException.fatal("the tag rule gave no tag, so nothing was pushed");
    }
    String image = source.find.apply(context).text();
    ImageName target = ImageName.of(repository);
    RegistryPassword password = login.at(target.registry(), context);
    Set<String> digests = new LinkedHashSet<>();
    for (String name : names) {
      Image tagged = new LocalImage(docker.api(), image).tag(target.tag(name));
      digests.add(tagged.push(password, context::progress));
      context.log("pushed " + tagged);
    }
    if (digests.size() != 1) {
      throw StepFailedException.transientFailure(
          "the tags of one image have different digests, " + digests + "; push again");
    }
    String digest = digests.iterator().next();
    context.addToRelease(repository, digest);
    return new PushedImage(repository, digest, List.copyOf(names));
  }
}
