package dev.lockflight.connector.python;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code pyproject-build}: a wheel and a source distribution, in a fresh directory of the step's
 * workspace. The digest of each file becomes part of the release, under the name of the file.
 * Immutable and thread-safe.
 */
public final class BuildPackage implements Call<PythonPackage> {
  private static final List<String> ENDINGS = List.of(".whl", ".tar.gz");
  private final PythonSettings settings;
  private final List<String> arguments;
  private final List<String> wanted;

  private BuildPackage(PythonSettings settings, List<String> arguments, List<String> wanted) {
    this.settings = settings;
    this.arguments = List.copyOf(arguments);
    this.wanted = List.copyOf(wanted);
  }

  static BuildPackage of(PythonSettings settings) {
    return new BuildPackage(settings, List.of(), ENDINGS);
  }

  /**
   * Builds with what is installed instead of downloading the build requirements ({@code
   * --no-isolation}).
   */
  public BuildPackage withoutIsolation() {
    return with("--no-isolation", wanted);
  }

  /** No source distribution. */
  public BuildPackage wheelOnly() {
    return with("--wheel", List.of(".whl"));
  }

  private BuildPackage with(String argument, List<String> changed) {
    List<String> all = new ArrayList<>(arguments);
    all.add(argument);
    return new BuildPackage(settings, all, changed);
  }

  @Override
  public String name() {
    return "python build";
  }

  @Override
  public String describe() {
    return settings.program("pyproject-build").arguments(arguments).describe();
  }

  /**
   * Builds.
   *
   * @throws StepFailedException TRANSIENT when an index did not answer, else FATAL
   */
  @Override
  public PythonPackage run(StepContext context) throws InterruptedException, IOException {
    if (!Files.isRegularFile(settings.directory().resolve("pyproject.toml"))
        && !Files.isRegularFile(settings.directory().resolve("setup.py"))) {
      throw StepFailedException.fatal(
          "there is neither pyproject.toml nor setup.py in "
              + settings.directory()
              + "; name the directory of the project");
    }
    Path out = Workplace.fresh(context.workspace(), "dist");
    CommandResult result =
        settings
            .program("pyproject-build")
            .arguments(arguments)
            .arguments("--outdir", out.toString(), settings.directory().toString())
            .execute(context, (source, line) -> context.log(line));
    if (result.exitCode() != 0) {
      throw PythonProblem.failure("pyproject-build", result);
    }
    PythonPackage built = Distributions.in(out);
    for (String ending : wanted) {
      if (built.digests().keySet().stream().noneMatch(name -> name.endsWith(ending))) {
        throw StepFailedException.fatal(
            "pyproject-build left no *"
                + ending
                + " in "
                + out
                + ", but "
                + built.digests().keySet());
      }
    }
    built.digests().forEach((name, digest) -> context.addToRelease(name, digest.value()));
    return built;
  }
}
