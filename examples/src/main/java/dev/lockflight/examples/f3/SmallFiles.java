package dev.lockflight.examples.f3;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks git for the sizes of the files of the release's commit, in bytes. */
record SmallFiles(Path tree, Map<String, String> variables, long most) implements Gate {
  @Override
  public GateName name() {
    return GateName.of("no file over " + most + " bytes");
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    String commit = context.release().commit();
    List<Evidence> large = new ArrayList<>();
    CommandResult listed =
        Command.of("git", "-C", tree.toString(), "ls-tree", "-r", "-l", commit)
            .inheriting(variables)
            .executeInGate(context, (source, line) -> judge(line, large));
    if (listed.exitCode() != 0) {
      return Verdict.errored("git could not list the files of " + commit);
    }
    return large.isEmpty()
        ? Verdict.passed("no file is larger than " + most + " bytes")
        : Verdict.of(
            Verdict.Status.FAILED,
            large.size() + " files are larger than " + most + " bytes; keep data out of git",
            large);
  }

  /** A line is: mode, type, object, size, tab, path. A size is missing when it is no file. */
  private void judge(String line, List<Evidence> large) {
    int tab = line.indexOf('\t');
    String[] facts = line.substring(0, Math.max(tab, 0)).split(" +");
    if (facts.length == 4 && !facts[3].equals("-") && Long.parseLong(facts[3]) > most) {
      String path = line.substring(tab + 1);
      large.add(Evidence.of("size of " + path, facts[3], "at most " + most, "git ls-tree"));
    }
  }
}
