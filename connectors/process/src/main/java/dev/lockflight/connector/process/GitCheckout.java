package dev.lockflight.connector.process;

import dev.lockflight.Call;
import dev.lockflight.Evidence;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Brings the files of the release's commit into a directory: clones it the first time, fetches
 * later, checks the commit out detached, removes what git does not know there (what it ignores
 * stays), and proves it with {@code git rev-parse}. Its result is the full commit id.
 *
 * <pre>{@code
 * stage("checkout").run(GitCheckout.of("https://github.com/acme/analytics.git").into(tree))
 * }</pre>
 *
 * <p>It may be repeated, also after a crash in the middle. Changes in the directory are lost, so a
 * directory that is no git work tree of this step's is refused unless it is empty or absent. Needs
 * git 2 on the PATH handed in, and never asks a person for a password. Immutable and thread-safe;
 * two steps must not use one directory at once.
 */
public final class GitCheckout {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{4,64}");
  private static final Pattern FULL_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern PASSWORD = Pattern.compile("://[^/@]*:[^/@]*@");

  private final String repository;
  private final Command git;

  private GitCheckout(String repository, Command git) {
    this.repository = repository;
    this.git = git;
  }

  /**
   * Of a repository as git names it: a URL, {@code user@host:path}, or a directory.
   *
   * @throws InvalidDefinitionException when it is blank, would be read as an option, or has a
   *     password in it, which would stand in the work tree and in messages
   */
  public static GitCheckout of(String repository) {
    if (repository.isBlank() || repository.startsWith("-")) {
      throw new InvalidDefinitionException(
          "a git repository must be a URL or a directory: '" + repository + "'");
    }
    if (PASSWORD.matcher(repository).find()) {
      throw new InvalidDefinitionException(
          "a git repository must have no password in its URL; give git a credential helper or a key");
    }
    Command git =
        Command.of("git")
            .environment("GIT_TERMINAL_PROMPT", "0")
            .environment("LC_ALL", "C")
            .timeout(Duration.ofMinutes(10));
    return new GitCheckout(repository, git);
  }

  /** Of a repository in this directory. */
  public static GitCheckout of(Path repository) {
    return of(repository.toAbsolutePath().normalize().toString());
  }

  /**
   * Hands on what git needs to run, as {@link Command#inheriting} does.
   *
   * @param alsoNamed for example {@code SSH_AUTH_SOCK} and {@code GIT_SSH_COMMAND}
   */
  public GitCheckout inheriting(Map<String, String> variables, String... alsoNamed) {
    return new GitCheckout(repository, git.inheriting(variables, alsoNamed));
  }

  /** How long each of its git commands may take; ten minutes unless given. */
  public GitCheckout timeout(Duration longest) {
    return new GitCheckout(repository, git.timeout(longest));
  }

  /** The step that fills this directory. */
  public Call<String> into(Path directory) {
    return new Fill(this, directory.toAbsolutePath().normalize());
  }

  private record Fill(GitCheckout checkout, Path directory) implements Call<String> {
    @Override
    public String name() {
      return "checkout";
    }

    @Override
    public String describe() {
      return "checkout of the release's commit of " + checkout.repository + " in " + directory;
    }

    @Override
    public String run(StepContext context) throws IOException, InterruptedException {
      String commit = wanted(context);
      prepare(context);
      if (!isThere(context, commit)) {
        git(context, "fetch", "--quiet", "--prune", "--tags", "--force", "origin");
      }
      if (!isThere(context, commit) && FULL_ID.matcher(commit).matches()) {
        // perhaps only of a pull request, which no branch has
        var unused = quiet(context, "fetch", "--quiet", "origin", commit);
      }
      if (!isThere(context, commit)) {
        throw unknown(commit);
      }
      git(context, "checkout", "--quiet", "--force", "--detach", commit);
      git(context, "clean", "--quiet", "-ffd");
      return proven(context, commit);
    }

    private static String wanted(StepContext context) {
      String commit = context.release().commit().toLowerCase(Locale.ROOT);
      if (!ID.matcher(commit).matches()) {
        throw StepFailedException.fatal(
            "the release is no commit of git: '"
                + context.release().commit()
                + "'; start the run with the commit's id, 40 hexadecimal digits");
      }
      return commit;
    }

    private void prepare(StepContext context) throws IOException, InterruptedException {
      if (Files.isDirectory(directory.resolve(".git"))) {
        git(context, "remote", "set-url", "origin", checkout.repository);
        return;
      }
      if (Files.exists(directory) && !isEmpty()) {
        throw StepFailedException.fatal(
            directory + " is no git work tree and not empty; give the checkout one of its own");
      }
      var unused = Files.createDirectories(directory);
      git(context, "init", "--quiet");
      git(context, "remote", "add", "origin", checkout.repository);
    }

    private boolean isEmpty() throws IOException {
      try (var files = Files.list(directory)) {
        return files.findFirst().isEmpty();
      }
    }

    private boolean isThere(StepContext context, String commit) throws InterruptedException {
      return quiet(context, "cat-file", "-e", commit + "^{commit}").exitCode() == 0;
    }

    private StepFailedException unknown(String commit) {
      return StepFailedException.fatal(
          "there is no commit " + commit + " in " + checkout.repository + "; push it first",
          Evidence.of("commit", "none", commit, checkout.repository));
    }

    private String proven(StepContext context, String commit) throws InterruptedException {
      String head =
          quiet(context, "rev-parse", "--verify", "HEAD^{commit}").output().text().strip();
      String status = quiet(context, "status", "--porcelain").output().text().strip();
      if (!head.startsWith(commit) || !status.isEmpty()) {
        throw StepFailedException.fatal(
            directory + " is not what was checked out; does something else write there?",
            Evidence.of("commit", head, commit, "git rev-parse HEAD"),
            Evidence.of("changed files", status, "none", "git status --porcelain"));
      }
      context.log("checked out " + head);
      return head;
    }

    private CommandResult quiet(StepContext context, String... arguments)
        throws InterruptedException {
      return command(arguments).execute(context, (source, line) -> {});
    }

    private void git(StepContext context, String... arguments) throws InterruptedException {
      CommandResult unused = command(arguments).transientCodes(transientOf(arguments)).run(context);
    }

    /** Git says 128 also when the network is away. */
    private static int[] transientOf(String... arguments) {
      return arguments[0].equals("fetch") ? new int[] {128} : new int[0];
    }

    private Command command(String... arguments) {
      return checkout.git.arguments(List.of(arguments)).in(directory);
    }
  }

  @Override
  public String toString() {
    return "checkout of " + repository;
  }
}
