package dev.lockflight.connector.python;

import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Python project and the programs that check, test, build and publish it. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Python python = Python.in(Path.of("package")).inheriting(System.getenv());
 *
 * stage("quality").run(python.black("src"), python.flake8("src").with("--max-line-length=88")),
 * stage("package")
 *     .run(python.build().into(BUILT))
 *     .verify(python.twineCheck(BUILT)),
 * stage("publish").in(index)
 *     .run(python.upload(BUILT).to(repository).token(Secret.of("PYPI_TOKEN")))
 * }</pre>
 *
 * <p>The programs are those on the inherited PATH, or of a virtual environment. Each gets only the
 * variables named here, so that a host's {@code PYTHONPATH} or {@code PIP_*} change nothing.
 */
public final class Python {
  private final PythonSettings settings;

  private Python(PythonSettings settings) {
    this.settings = settings;
  }

  /** The directory of the project, which all paths are relative to. */
  public static Python in(Path directory) {
    return new Python(PythonSettings.of(directory.toAbsolutePath().normalize()));
  }

  /**
   * Hands on what a program needs to run at all (PATH, HOME, TMPDIR ...), and nothing else.
   *
   * @param variables for example {@code System.getenv()}
   * @param alsoNamed more names that may be handed on, for example {@code PIP_INDEX_URL}
   */
  public Python inheriting(Map<String, String> variables, String... alsoNamed) {
    return new Python(settings.with(command -> command.inheriting(variables, alsoNamed)));
  }

  /** A variable of the environment of all programs. */
  public Python environment(String name, String value) {
    return new Python(settings.with(command -> command.environment(name, value)));
  }

  /** A variable that is looked up when a program starts, and never shown. */
  public Python secretEnvironment(String name, Secret secret) {
    return new Python(settings.with(command -> command.secretEnvironment(name, secret)));
  }

  /** Uses the programs of this virtual environment, for example one that an earlier step makes. */
  public Python using(Path virtualEnvironment) {
    return new Python(settings.using(virtualEnvironment.toAbsolutePath().normalize()));
  }

  /** Makes a virtual environment, with {@code python3 -m venv}, in this directory. */
  public MakeEnvironment virtualEnvironment(Path directory) {
    return MakeEnvironment.of(settings, directory.toAbsolutePath().normalize());
  }

  /** Builds a wheel and a source distribution with the front end {@code build}. */
  public BuildPackage build() {
    return BuildPackage.of(settings);
  }

  /**
   * Opens when {@code twine check --strict} finds nothing wrong with the metadata of what was
   * built.
   */
  public Gate twineCheck(Output<PythonPackage> built) {
    return new TwineCheck(settings, built);
  }

  /** Uploads exactly the files that were built. */
  public Upload upload(Output<PythonPackage> built) {
    return new Upload(settings, built);
  }

  /** An upload that still has to be told where to. */
  public static final class Upload {
    private final PythonSettings settings;
    private final Output<PythonPackage> built;

    private Upload(PythonSettings settings, Output<PythonPackage> built) {
      this.settings = settings;
      this.built = built;
    }

    /** The address of the upload API, for example {@code https://upload.pypi.org/legacy/}. */
    public UploadPackage to(URI repository) {
      return UploadPackage.of(settings, built, repository);
    }
  }

  /** {@code black --check}: files that would be reformatted are findings. */
  public ToolRun black(String... paths) {
    return ToolRun.of(settings, Tool.BLACK, paths);
  }

  /** {@code isort --check-only}: files whose imports are not sorted are findings. */
  public ToolRun isort(String... paths) {
    return ToolRun.of(settings, Tool.ISORT, paths);
  }

  /** {@code flake8}; leaves {@code flake8.txt}. */
  public ToolRun flake8(String... paths) {
    return ToolRun.of(settings, Tool.FLAKE8, paths);
  }

  /** {@code mypy}; a file it cannot parse is an error, not a finding. Leaves {@code mypy.xml}. */
  public ToolRun mypy(String... paths) {
    return ToolRun.of(settings, Tool.MYPY, paths);
  }

  /** {@code pytest}: failed tests are findings, no tests an error. Leaves {@code junit.xml}. */
  public ToolRun pytest(String... paths) {
    return ToolRun.of(settings, Tool.PYTEST, paths);
  }

  /** {@code pytest} with pytest-cov; leaves {@code coverage.xml} (Cobertura) too. */
  public ToolRun pytestCovering(String sources, String... paths) {
    return ToolRun.of(settings, Tool.PYTEST, paths).covering(sources);
  }

  /** {@code bandit -r}; leaves {@code bandit.json}. */
  public ToolRun bandit(String... paths) {
    return ToolRun.of(settings, Tool.BANDIT, paths);
  }

  /**
   * {@code semgrep scan --error} with rules from a file or directory: those of the registry need a
   * network. Leaves {@code semgrep.json}.
   */
  public ToolRun semgrep(Path rules, String... paths) {
    return ToolRun.of(settings, Tool.SEMGREP, paths)
        .with("--config=" + settings.directory().resolve(rules));
  }

  /** {@code sqlfluff lint}; leaves {@code sqlfluff.json}. */
  public ToolRun sqlfluff(String dialect, String... paths) {
    return ToolRun.of(settings, Tool.SQLFLUFF, paths).with("--dialect=" + dialect);
  }

  /** {@code yamllint}: problems of the level error are findings, warnings with {@code --strict}. */
  public ToolRun yamllint(String... paths) {
    return ToolRun.of(settings, Tool.YAMLLINT, paths);
  }

  @Override
  public String toString() {
    return "python in " + settings.directory();
  }
}
