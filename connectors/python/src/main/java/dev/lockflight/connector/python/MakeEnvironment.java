package dev.lockflight.connector.python;

import dev.lockflight.Call;
import dev.lockflight.Digest;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a virtual environment with pinned requirements. One that was made completely from the same
 * requirements by the same Python is used again; any other is made anew. Immutable and thread-safe.
 */
public final class MakeEnvironment implements Call<PythonEnvironment> {
  private static final String MADE = "lockflight-requirements";
  private final PythonSettings settings;
  private final Path directory;
  private final @Nullable Path requirements;
  private final boolean hashed;

  private MakeEnvironment(
      PythonSettings settings, Path directory, @Nullable Path requirements, boolean hashed) {
    this.settings = settings;
    this.directory = directory;
    this.requirements = requirements;
    this.hashed = hashed;
  }

  static MakeEnvironment of(PythonSettings settings, Path directory) {
    return new MakeEnvironment(settings, directory, null, false);
  }

  /**
   * Installs these, each of which must name one version: {@code name==version} or {@code name @
   * address}.
   *
   * @param file relative to the directory of the project
   */
  public MakeEnvironment requirements(Path file) {
    return new MakeEnvironment(settings, directory, settings.directory().resolve(file), hashed);
  }

  /** Installs only files whose hashes the requirements name ({@code --require-hashes}). */
  public MakeEnvironment requiringHashes() {
    return new MakeEnvironment(settings, directory, requirements, true);
  }

  @Override
  public String name() {
    return "python environment";
  }

  @Override
  public String describe() {
    return settings.python().describe()
        + ", virtual environment "
        + directory
        + (requirements == null ? "" : " of " + requirements)
        + (hashed ? ", requiring hashes" : "");
  }

  /**
   * Makes it.
   *
   * @throws StepFailedException TRANSIENT when an index did not answer; FATAL when a requirement
   *     names no version or cannot be had
   */
  @Override
  public PythonEnvironment run(StepContext context) throws InterruptedException, IOException {
    String wanted = requirements == null ? "" : Requirements.pinned(requirements);
    String python = said(settings.python().arguments("--version"), context);
    Digest digest = Digest.of(python + "\n" + hashed + "\n" + wanted);
    Path made = directory.resolve(MADE);
    if (Files.exists(made) && Files.readString(made).equals(digest.value())) {
      context.log(directory + " was made from the same requirements and is used again");
    } else {
      make(context);
      Path unused = Files.writeString(made, digest.value());
    }
    List<String> packages = said(pip().arguments("freeze", "--all"), context).lines().toList();
    return new PythonEnvironment(directory.toString(), python, Digest.of(wanted), packages);
  }

  private void make(StepContext context) throws InterruptedException {
    String unused =
        said(settings.python().arguments("-m", "venv", "--clear", directory.toString()), context);
    Path file = requirements;
    if (file != null) {
      List<String> arguments =
          new ArrayList<>(List.of("install", "--requirement", file.toString()));
      if (hashed) {
        arguments.add("--require-hashes");
      }
      unused = said(pip().arguments(arguments), context);
    }
  }

  private Command pip() {
    return settings
        .using(directory)
        .python()
        .arguments("-m", "pip", "--disable-pip-version-check", "--no-input", "--no-color");
  }

  private static String said(Command command, StepContext context) throws InterruptedException {
    CommandResult result = command.execute(context, (source, line) -> context.log(line));
    if (result.exitCode() != 0) {
      throw PythonProblem.failure(command.name(), result);
    }
    return result.output().text();
  }
}
