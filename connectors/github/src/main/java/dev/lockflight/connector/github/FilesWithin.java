package dev.lockflight.connector.github;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A pull request that is small enough to be reviewed. Immutable. */
public final class FilesWithin implements Gate {
  private final RepositoryCalls calls;
  private final PullRequestChoice choice;
  private final int files;
  private final long lines;

  FilesWithin(RepositoryCalls calls, PullRequestChoice choice, int files, long lines) {
    if (files < 1 || lines < 1) {
      throw new InvalidDefinitionException(
          "a pull request must be allowed at least one file and line: " + files + ", " + lines);
    }
    this.calls = calls;
    this.choice = choice;
    this.files = files;
    this.lines = lines;
  }

  /** And no file has more added and deleted lines than these. */
  public FilesWithin lines(long most) {
    return new FilesWithin(calls, choice, files, most);
  }

  @Override
  public GateName name() {
    return GateName.of(
        "files within " + files + (lines == Long.MAX_VALUE ? "" : " of " + lines + " lines"));
  }

  @Override
  public String describe() {
    return name() + " in " + choice.describe();
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return GitHubGate.of("files", "files", this::judge).evaluate(context);
  }

  private Verdict judge(GateContext context) throws InterruptedException {
    PullRequest pull = choice.in(context);
    List<ChangedFile> changed = new PullRequests(calls).files(pull.number());
    List<ChangedFile> long_ = changed.stream().filter(file -> file.changes() > lines).toList();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.of("changed files", changed.size(), "at most " + files, GitHubGates.link(pull)));
    long_.stream()
        .limit(20)
        .forEach(
            file ->
                evidence.add(
                    Evidence.of(
                        "changed lines of " + file.path(),
                        file.changes(),
                        "at most " + lines,
                        "")));
    if (changed.size() > files) {
      return Verdict.of(
          Verdict.Status.FAILED, changed.size() + " files are changed; split " + pull, evidence);
    }
    return long_.isEmpty()
        ? Verdict.of(Verdict.Status.PASSED, changed.size() + " files are changed", evidence)
        : Verdict.of(
            Verdict.Status.FAILED,
            long_.size() + " files have more than " + lines + " changed lines",
            evidence);
  }
}
