package dev.lockflight.connector.python;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code twine upload} of the files that were built, while they are as they were built. Immutable
 * and thread-safe.
 *
 * <p>A file that is already there is an error: somebody else's could be taken for this one. But
 * when this very step was interrupted by a crash, or is tried again, a file that is there was
 * uploaded by it and is passed over.
 */
public final class UploadPackage implements Call<UploadedPackage> {
  private final PythonSettings settings;
  private final Output<PythonPackage> built;
  private final URI repository;
  private final @Nullable Login login;
  private final boolean skipping;

  private record Login(String user, Secret password) {}

  private UploadPackage(
      PythonSettings settings,
      Output<PythonPackage> built,
      URI repository,
      @Nullable Login login,
      boolean skipping) {
    this.settings = settings;
    this.built = built;
    this.repository = repository;
    this.login = login;
    this.skipping = skipping;
  }

  static UploadPackage of(PythonSettings settings, Output<PythonPackage> built, URI repository) {
    boolean web = "https".equals(repository.getScheme()) || "http".equals(repository.getScheme());
    if (!web || repository.getHost() == null || repository.getUserInfo() != null) {
      throw new InvalidDefinitionException(
          "a package repository is an http(s) address without credentials: "
              + repository.getScheme()
              + "://"
              + repository.getHost());
    }
    return new UploadPackage(settings, built, repository, null, false);
  }

  /** With an API token, as PyPI and most others take it: by the user {@code __token__}. */
  public UploadPackage token(Secret token) {
    return login("__token__", token);
  }

  public UploadPackage login(String user, Secret password) {
    return new UploadPackage(settings, built, repository, new Login(user, password), skipping);
  }

  /** Passes over files whose names are already there, whatever they hold. */
  public UploadPackage skippingExisting() {
    return new UploadPackage(settings, built, repository, login, true);
  }

  @Override
  public String name() {
    return "twine upload";
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(built);
  }

  @Override
  public String describe() {
    return settings.program("twine").describe()
        + " upload "
        + built.name()
        + " to "
        + repository
        + (login == null ? "" : " as " + login.user() + ", " + login.password())
        + (skipping ? ", skipping existing" : "");
  }

  /**
   * Uploads.
   *
   * @throws StepFailedException TRANSIENT when the repository did not answer; FATAL when it refuses
   *     the credentials, when a file is already there, or is not as it was built
   */
  @Override
  public UploadedPackage run(StepContext context) throws InterruptedException, IOException {
    PythonPackage made = context.read(built);
    List<String> changes = Distributions.changesOf(made);
    if (!changes.isEmpty()) {
      throw StepFailedException.fatal(
          "nothing was uploaded, because what is there is not what was built: "
              + changes
              + "; build it anew in a new run");
    }
    Path begun = context.workspace().resolve("upload-begun");
    String what = repository + " " + made.digests();
    boolean resumed = Files.exists(begun) && Files.readString(begun).equals(what);
    boolean again = resumed || context.attempt() > 1;
    Path unused = Files.writeString(begun, what);
    Set<String> skipped = new TreeSet<>();
    CommandResult result =
        twine(made, again)
            .execute(
                context,
                (source, line) -> {
                  made.digests().keySet().stream()
                      .filter(name -> line.contains("Skipping " + name))
                      .forEach(skipped::add);
                  context.log(line);
                });
    if (result.exitCode() != 0) {
      throw PythonProblem.failure("twine upload", result);
    }
    List<String> uploaded = new ArrayList<>(made.digests().keySet());
    uploaded.removeAll(skipped);
    return new UploadedPackage(repository.toString(), uploaded, List.copyOf(skipped));
  }

  private Command twine(PythonPackage made, boolean again) {
    Command command =
        settings
            .program("twine")
            .keeping(1 << 16)
            .arguments("upload", "--verbose", "--non-interactive", "--disable-progress-bar")
            .arguments("--repository-url", repository.toString())
            .arguments(again || skipping ? List.of("--skip-existing") : List.of())
            .arguments(made.files().values().stream().map(Path::toString).toList());
    Login known = login;
    return known == null
        ? command
        : command
            .environment("TWINE_USERNAME", known.user())
            .secretEnvironment("TWINE_PASSWORD", known.password());
  }
}
