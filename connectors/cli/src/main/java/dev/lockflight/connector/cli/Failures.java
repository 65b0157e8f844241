package dev.lockflight.connector.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong in one line on standard error; the stack trace only with --debug. */
record Failures(Tool tool) {
  int usage(ParameterException problem, String[] arguments) {
    var err = tool.terminal().err();
    String line = Printer.oneLine(String.valueOf(problem.getMessage()));
    if (problem instanceof UnmatchedArgumentException unmatched) {
      java.util.List<String> known = unmatched.getSuggestions();
      line += known.isEmpty() ? "" : "; did you mean " + String.join(" or ", known) + "?";
    }
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    err.println(tool.name() + ": " + line + "; see " + command + " --help");
    err.flush();
    return ExitCode.USAGE.number();
  }

  int execution(Exception problem, CommandLine command, ParseResult parsed) {
    var err = tool.terminal().err();
    err.println(tool.name() + ": " + Problems.lineOf(problem));
    if (parsed.hasMatchedOption("--debug")) {
      problem.printStackTrace(err);
    }
    err.flush();
    return Problems.codeOf(problem).number();
  }
}
