package dev.lockflight.connector.python;

import dev.lockflight.Call;
import dev.lockflight.Evidence;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import dev.lockflight.connector.process.LineSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that checks code or runs tests, as an operation. Immutable and thread-safe.
 *
 * <p>Findings fail the step, and so does a program that could not do its work: the message tells
 * which. With {@link #judgedByGates()} the step succeeds, and {@link PythonGates#noFindings} tells
 * FAILED from ERRORED, or gates on the report files decide.
 *
 * <p>A path that is not there is an error before anything starts: some of these programs pass over
 * it in silence.
 */
public final class ToolRun implements Call<ToolResult> {
  private static final int MOST_LINES = 20;
  private final PythonSettings settings;
  private final Tool tool;
  private final List<String> paths;
  private final List<String> arguments;
  private final boolean gatesDecide;

  private ToolRun(
      PythonSettings settings,
      Tool tool,
      List<String> paths,
      List<String> arguments,
      boolean gatesDecide) {
    this.settings = settings;
    this.tool = tool;
    this.paths = List.copyOf(paths);
    this.arguments = List.copyOf(arguments);
    this.gatesDecide = gatesDecide;
  }

  static ToolRun of(PythonSettings settings, Tool tool, String... paths) {
    if (paths.length == 0) {
      throw new InvalidDefinitionException(tool.program() + " needs at least one path");
    }
    for (String path : paths) {
      if (path.isBlank() || path.startsWith("-")) {
        throw new InvalidDefinitionException(
            tool.program() + " is given a path that is none: '" + path + "'; options go into with");
      }
    }
    return new ToolRun(settings, tool, List.of(paths), List.of(), false);
  }

  /** With more options, in the program's own words. */
  public ToolRun with(String... options) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(options));
    return new ToolRun(settings, tool, paths, all, gatesDecide);
  }

  /**
   * The step succeeds whatever it came to: gates decide on the result. Use it only where they do.
   */
  public ToolRun judgedByGates() {
    return new ToolRun(settings, tool, paths, arguments, true);
  }

  ToolRun covering(String sources) {
    return with("--cov=" + sources, "--cov-report=xml:{workspace}/coverage.xml");
  }

  @Override
  public String name() {
    return tool.program();
  }

  @Override
  public String describe() {
    return settings.program(tool.program()).arguments(arguments).arguments(paths)
        + (gatesDecide ? ", judged by gates" : "");
  }

  /**
   * Runs it.
   *
   * @throws StepFailedException FATAL for findings and for errors, unless judged by gates; in any
   *     case when a path is missing or the program cannot be started
   */
  @Override
  public ToolResult run(StepContext context) throws InterruptedException, IOException {
    checkPaths();
    Path workspace = context.workspace().toAbsolutePath();
    List<String> words = new ArrayList<>(tool.arguments(workspace));
    arguments.forEach(each -> words.add(each.replace("{workspace}", workspace.toString())));
    words.addAll(paths);
    List<String> printed = new ArrayList<>();
    CommandResult result =
        settings
            .program(tool.program())
            .arguments(words)
            .execute(
                context,
                (source, line) -> {
                  if (source == LineSource.OUTPUT && tool.printsItsReport()) {
                    printed.add(line);
                  }
                  context.log(line);
                });
    if (tool.printsItsReport() && !printed.isEmpty()) {
      Path unused = Files.write(workspace.resolve(tool.report()), printed);
    }
    return judged(result, reports(workspace));
  }

  private void checkPaths() {
    for (String path : paths) {
      if (!Files.exists(settings.directory().resolve(path))) {
        throw StepFailedException.fatal(
            tool.program()
                + " cannot check "
                + path
                + ": there is nothing of that name in "
                + settings.directory()
                + "; correct the path");
      }
    }
  }

  private Map<String, String> reports(Path workspace) {
    Map<String, String> found = new TreeMap<>();
    for (String name : List.of(tool.report(), "coverage.xml")) {
      if (!name.isEmpty() && Files.isRegularFile(workspace.resolve(name))) {
        found.put(name, workspace.resolve(name).toString());
      }
    }
    return found;
  }

  private ToolResult judged(CommandResult ended, Map<String, String> reports) {
    ToolResult result =
        new ToolResult(
            tool.program(),
            outcome(ended.exitCode(), reports),
            ended.exitCode(),
            lines(ended),
            ended.logFile(),
            reports);
    if (result.outcome() != ToolResult.Outcome.CLEAN && !gatesDecide) {
      throw StepFailedException.fatal(
          result.toString(),
          Evidence.of(tool.program(), "exit code " + ended.exitCode(), 0, ended.logFile()));
    }
    return result;
  }

  /** Who should have left a report and has not did not do its work, whatever its exit code says. */
  private ToolResult.Outcome outcome(int exitCode, Map<String, String> reports) {
    boolean told = tool.report().isEmpty() || reports.containsKey(tool.report());
    if (!told || (exitCode != 0 && exitCode != Tool.FINDINGS)) {
      return ToolResult.Outcome.ERROR;
    }
    return exitCode == 0 ? ToolResult.Outcome.CLEAN : ToolResult.Outcome.FINDINGS;
  }

  private static List<String> lines(CommandResult ended) {
    List<String> all = new ArrayList<>();
    ended.output().text().lines().filter(line -> !line.isBlank()).forEach(all::add);
    ended.errors().text().lines().filter(line -> !line.isBlank()).forEach(all::add);
    return all.subList(Math.max(0, all.size() - MOST_LINES), all.size());
  }
}
