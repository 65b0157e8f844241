package dev.lockflight.connector.process;

import dev.lockflight.Call;
import dev.lockflight.GateContext;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Secret;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program with its arguments, run as a step. No shell reads it: each argument arrives as it is.
 *
 * <pre>{@code
 * Command.of("dbt", "build")
 *     .in(project)
 *     .inheriting(System.getenv())
 *     .secretEnvironment("DATABRICKS_TOKEN", Secret.of("DATABRICKS_TOKEN"))
 *     .timeout(Duration.ofMinutes(30))
 *     .into(BUILD)
 * }</pre>
 *
 * <p>The child gets a closed standard input and only the variables that {@link #inheriting}, {@link
 * #environment} and {@link #secretEnvironment} name, besides {@code LOCKFLIGHT_STEP} and {@code
 * LOCKFLIGHT_COMMAND}, by which its descendants are found again. Secrets are looked up when the
 * command starts, and are replaced by {@code ***} in every line, in the result, in the log file and
 * in exceptions, also when they span lines.
 *
 * <p>When the step is interrupted, when the timeout passes and when the program ends, every process
 * it started and left behind is stopped: SIGTERM, then SIGKILL after {@link #stopWithin}. On Linux
 * this includes processes that moved to another parent or session; elsewhere only those seen below
 * the program at one of the looks taken each second. A process that hides, by clearing its
 * environment and leaving its parent between two looks, or that belongs to another user, is not
 * found. What an engine that died left running in the same step is stopped first, on Linux.
 *
 * <p>Immutable and thread-safe.
 */
public final class Command implements Call<CommandResult> {
  private final List<String> words;
  private final Path directory;
  private final ChildEnvironment environment;
  private final ExitCodes codes;
  private final Limits limits;
  private final CommandFiles files;

  private Command(
      List<String> words,
      Path directory,
      ChildEnvironment environment,
      ExitCodes codes,
      Limits limits,
      CommandFiles files) {
    this.words = List.copyOf(words);
    this.directory = directory;
    this.environment = environment;
    this.codes = codes;
    this.limits = limits;
    this.files = files;
  }

  /**
   * A program and its arguments.
   *
   * @param program a name that is looked up on the declared PATH, or a path, relative to the
   *     working directory
   */
  public static Command of(String program, String... arguments) {
    Command command =
        new Command(
            List.of(Words.program(program)),
            Path.of(""),
            ChildEnvironment.EMPTY,
            ExitCodes.DEFAULT,
            Limits.DEFAULT,
            CommandFiles.NONE);
    return command.arguments(arguments);
  }

  /** With more arguments behind those it has. */
  public Command arguments(String... more) {
    return arguments(List.of(more));
  }

  /**
   * With more arguments behind those it has.
   *
   * @throws InvalidDefinitionException when one is the text of a {@link Secret}: every user of the
   *     machine can read arguments, so secrets travel by {@link #secretEnvironment}
   */
  public Command arguments(List<String> more) {
    List<String> all = new ArrayList<>(words);
    more.forEach(argument -> all.add(Words.argument(words.get(0), argument)));
    return new Command(all, directory, environment, codes, limits, files);
  }

  /** Runs in this directory; without it, in that of the engine's process. */
  public Command in(Path workingDirectory) {
    return new Command(words, workingDirectory, environment, codes, limits, files);
  }

  /**
   * Hands on what a program needs to run at all, and nothing else: PATH, HOME, USER, LOGNAME,
   * SHELL, LANG, LANGUAGE, LC_*, TZ, TMPDIR, TMP, TEMP, SSL_CERT_FILE, SSL_CERT_DIR, and on Windows
   * SystemRoot, SystemDrive, ComSpec, PATHEXT, USERPROFILE, APPDATA, LOCALAPPDATA, ProgramData. It
   * replaces what was inherited before.
   *
   * @param variables for example {@code System.getenv()}
   * @param alsoNamed more names that may be handed on
   */
  public Command inheriting(Map<String, String> variables, String... alsoNamed) {
    return with(environment.inheriting(variables, List.of(alsoNamed)));
  }

  /** With a variable, which wins over an inherited one. */
  public Command environment(String name, String value) {
    return with(environment.with(name, value));
  }

  /** With variables, which win over inherited ones. */
  public Command environment(Map<String, String> variables) {
    ChildEnvironment all = environment;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      all = all.with(variable.getKey(), variable.getValue());
    }
    return with(all);
  }

  /** With a variable whose value is looked up when the command starts and never shown. */
  public Command secretEnvironment(String name, Secret secret) {
    return with(environment.with(name, secret));
  }

  /**
   * On Linux, kills the program at once when the engine's process dies, kill -9 included, so that
   * it cannot finish behind the back of the engine that is started next; with util-linux's setpriv,
   * and where that is missing, what is left is stopped when the step starts again. Programs it
   * started itself are not covered.
   */
  public Command endingWithTheEngine() {
    return with(limits.whenBound());
  }

  /** Stops it after this long, which counts as a TRANSIENT failure; without it, never. */
  public Command timeout(Duration timeout) {
    return with(limits.withTimeout(timeout));
  }

  /** How long a process may take to end by itself after SIGTERM; ten seconds unless given. */
  public Command stopWithin(Duration grace) {
    return with(limits.withGrace(grace));
  }

  /**
   * How many characters of the end of each stream the result keeps, and thereby the journal: 8,192
   * unless given, at most 1,048,576.
   */
  public Command keeping(int characters) {
    return with(limits.withKept(characters));
  }

  /**
   * How long the log file may become: 16 MiB unless given, at least 1,024 bytes. Of a longer output
   * the first and the last half of that are kept.
   */
  public Command logLimit(long bytes) {
    return with(limits.withLogBytes(bytes));
  }

  /** The exit codes that mean success; 0 unless given. Every code named nowhere is FATAL. */
  public Command successCodes(int... exitCodes) {
    return new Command(words, directory, environment, codes.succeedingOn(exitCodes), limits, files);
  }

  /**
   * The exit codes that mean a failure which may pass when it is tried again; none unless given.
   */
  public Command transientCodes(int... exitCodes) {
    return new Command(words, directory, environment, codes.transientOn(exitCodes), limits, files);
  }

  /**
   * Also follows a file that the program writes while it runs: its lines arrive as {@link
   * LineSource#FILE}. What is in it before the start is not reported. The file may come late, be
   * cut, or be replaced by a new one.
   *
   * @param file relative to the working directory, or absolute
   */
  public Command following(Path file) {
    return with(files.following(file));
  }

  /**
   * Names the files it is to write, reports for example. When it has ended, the result says of each
   * whether this command wrote it, with its digest, so that a gate believes no file an earlier run
   * left. Nothing is deleted, and a file that is not there does not fail the step.
   *
   * @param namesOrPatterns below the working directory, as {@link FilePattern} reads them
   * @throws InvalidDefinitionException when one is absolute or leaves the working directory
   */
  public Command writing(String... namesOrPatterns) {
    return with(files.writing(namesOrPatterns));
  }

  @Override
  public String name() {
    return Words.name(words);
  }

  @Override
  public String describe() {
    return Words.line(words)
        + (directory.toString().isEmpty() ? "" : " in " + directory)
        + environment
        + codes
        + limits
        + files;
  }

  /**
   * Runs it; its lines go to the step's log.
   *
   * @throws StepFailedException when the program cannot be started or does not succeed
   * @throws InterruptedException when interrupted; all its processes have ended then
   */
  @Override
  public CommandResult run(StepContext context) throws InterruptedException {
    return run(context, (source, line) -> context.log(line));
  }

  /**
   * Runs it; its lines go to the listener, and to the log only if the listener sends them there.
   *
   * @throws StepFailedException when the program cannot be started or does not succeed
   * @throws InterruptedException when interrupted; all its processes have ended then
   */
  public CommandResult run(StepContext context, LineListener listener) throws InterruptedException {
    CommandResult result = execute(context, listener);
    codes.check(result, Words.line(words), context);
    return result;
  }

  /**
   * Runs it and leaves the judgement of the exit code to the caller.
   *
   * @throws StepFailedException when the program cannot be started (FATAL) or has not ended by its
   *     timeout (TRANSIENT)
   * @throws InterruptedException when interrupted; all its processes have ended then
   */
  public CommandResult execute(StepContext context, LineListener listener)
      throws InterruptedException {
    Launch launch =
        new Launch(words, directory.toAbsolutePath().normalize(), environment, limits.bound());
    return new Execution(launch, limits, files, context, listener).run();
  }

  /**
   * Runs it for a gate, which judges the exit code. It must change nothing. Its log file is gone
   * when this returns.
   *
   * @throws StepFailedException when the program cannot be started (FATAL) or has not ended by its
   *     timeout (TRANSIENT); a gate makes both ERRORED
   * @throws InterruptedException when interrupted; all its processes have ended then
   */
  public CommandResult executeInGate(GateContext context, LineListener listener)
      throws InterruptedException {
    try (GateRoom room = GateRoom.of(context)) {
      return execute(room, listener);
    }
  }

  Set<Integer> goodCodes() {
    return codes.success();
  }

  private Command with(ChildEnvironment changed) {
    return new Command(words, directory, changed, codes, limits, files);
  }

  private Command with(CommandFiles changed) {
    return new Command(words, directory, environment, codes, limits, changed);
  }

  private Command with(Limits changed) {
    return new Command(words, directory, environment, codes, changed, files);
  }

  @Override
  public String toString() {
    return describe();
  }
}
