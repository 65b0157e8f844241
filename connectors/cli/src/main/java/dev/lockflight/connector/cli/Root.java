package dev.lockflight.connector.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program itself; it only knows its commands. */
@Command(
    synopsisSubcommandLabel = "<command>",
    description = "Runs delivery pipelines durably: what was interrupted goes on with resume.",
    footer = {
      "%nExamples:",
      "  run --yes",
      "  approve --comment 'metrics look sane'   (in another terminal, while run waits)",
      "  status",
      "  <command> --help"
    })
final class Root implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: a command");
  }

  /** The command line with all commands. */
  static CommandLine of(Tool tool) {
    CommandLine line = new CommandLine(new Root()).setCommandName(tool.name());
    for (Object command : commands(tool)) {
      line.addSubcommand(command);
    }
    String[] before = line.getCommandSpec().usageMessage().footer();
    line.getCommandSpec().usageMessage().footer(withExitCodes(before));
    return line.setOut(writer(tool.terminal().out()))
        .setErr(writer(tool.terminal().err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                tool.terminal().hasColours()
                    ? CommandLine.Help.Ansi.ON
                    : CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new Failures(tool)::usage)
        .setExecutionExceptionHandler(new Failures(tool)::execution);
  }

  private static Object[] commands(Tool tool) {
    return new Object[] {
      new RunCommand(tool),
      new ServeCommand(tool),
      new PlanCommand(tool),
      new ApproveCommand(tool),
      new RejectCommand(tool),
      new StatusCommand(tool),
      new HistoryCommand(tool),
      new ExplainCommand(tool),
      new AbortCommand(tool),
      new ResumeCommand(tool),
      new RetryCommand(tool),
      new RerunCommand(tool),
      new PromoteCommand(tool),
      new RollbackCommand(tool),
      new VetoCommand(tool),
      new UnvetoCommand(tool),
      new PinCommand(tool),
      new UnpinCommand(tool),
      new HoldCommand(tool),
      new UnholdCommand(tool),
      new OrdersCommand(tool),
      new GraphCommand(tool),
      new PlaybookCommand(tool),
      new ReportCommand(tool)
    };
  }

  private static java.io.PrintWriter writer(java.io.PrintStream to) {
    return new java.io.PrintWriter(to, true, java.nio.charset.Charset.defaultCharset());
  }

  private static String[] withExitCodes(String[] footer) {
    String[] all = java.util.Arrays.copyOf(footer, footer.length + 1);
    all[footer.length] = ExitCode.help().stripTrailing();
    return all;
  }
}
