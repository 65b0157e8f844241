package dev.lockflight.connector.process;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Revision;
import dev.lockflight.Revisions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commits of a git repository, here or elsewhere, asked with {@code git ls-remote}: nothing is
 * cloned or fetched. Git knows no logins, so the initiator of a run is the engine and its authors
 * are unknown: triggers refuse it for a pipeline whose approvals bar authors. Needs git 2 on the
 * PATH handed in, and never asks a person for a password. Immutable and thread-safe.
 *
 * <pre>{@code
 * GitRevisions.of("https://github.com/acme/analytics.git").inheriting(System.getenv())
 * }</pre>
 */
public final class GitRevisions implements Revisions {
  private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/@]*@");
  private static final Pattern LINE = Pattern.compile("(?m)^([0-9a-f]{40}|[0-9a-f]{64})\\t(\\S+)$");
  private static final int LONGEST_ANSWER = 65_536;
  private static final int NO_SUCH_REF = 2;

  private final String repository;
  private final ChildEnvironment environment;
  private final Duration timeout;

  private GitRevisions(String repository, ChildEnvironment environment, Duration timeout) {
    this.repository = repository;
    this.environment = environment;
    this.timeout = timeout;
  }

  /**
   * A repository as git names it: a URL, {@code user@host:path}, or a directory.
   *
   * @throws InvalidDefinitionException when it is blank or would be read as an option
   */
  public static GitRevisions of(String repository) {
    if (repository.isBlank() || repository.startsWith("-")) {
      throw new InvalidDefinitionException(
          "a git repository must be a URL or a directory: '" + repository + "'");
    }
    return new GitRevisions(repository, ChildEnvironment.EMPTY, Duration.ofSeconds(30));
  }

  /** A repository in this directory. */
  public static GitRevisions in(Path directory) {
    return of(directory.toAbsolutePath().normalize().toString());
  }

  /**
   * Hands on what git needs to run, as {@link Command#inheriting} does.
   *
   * @param alsoNamed for example {@code SSH_AUTH_SOCK} and {@code GIT_SSH_COMMAND}
   */
  public GitRevisions inheriting(Map<String, String> variables, String... alsoNamed) {
    return new GitRevisions(
        repository, environment.inheriting(variables, List.of(alsoNamed)), timeout);
  }

  /** How long git may take; 30 seconds unless given. */
  public GitRevisions timeout(Duration longest) {
    if (longest.isNegative() || longest.isZero()) {
      throw new InvalidDefinitionException("git's timeout must be positive: " + longest);
    }
    return new GitRevisions(repository, environment, longest);
  }

  @Override
  public String name() {
    return CREDENTIALS.matcher(repository).replaceAll("");
  }

  @Override
  public Optional<Revision> head(String branch) throws IOException, InterruptedException {
    String ref = "refs/heads/" + checked(branch);
    return commit(ask(ref), ref);
  }

  /** The commit, also of an annotated tag, which is an object of its own. */
  @Override
  public Optional<Revision> tagged(String tag) throws IOException, InterruptedException {
    String ref = "refs/tags/" + checked(tag);
    String answer = ask(ref, ref + "^{}");
    return commit(answer, ref + "^{}").or(() -> commit(answer, ref));
  }

  @Override
  public boolean knowsAuthors() {
    return false;
  }

  @Override
  public Set<String> authors(String before, String commit) {
    return Set.of();
  }

  private static String checked(String name) {
    if (name.isBlank() || name.chars().anyMatch(c -> c <= ' ' || "*?[\\~^:".indexOf(c) >= 0)) {
      throw new InvalidDefinitionException("git has no branch or tag of this name: '" + name + "'");
    }
    return name;
  }

  private static Optional<Revision> commit(String answer, String ref) {
    for (Matcher line = LINE.matcher(answer); line.find(); ) {
      if (line.group(2).equals(ref)) {
        return Optional.of(Revision.of(line.group(1)));
      }
    }
    return Optional.empty();
  }

  private String ask(String... refs) throws IOException, InterruptedException {
    ProcessBuilder git = new ProcessBuilder("git", "ls-remote", "--exit-code", "--", repository);
    git.command().addAll(List.of(refs));
    git.redirectErrorStream(true);
    git.environment().clear();
    git.environment().putAll(environment.open());
    git.environment().put("GIT_TERMINAL_PROMPT", "0");
    git.environment().put("LC_ALL", "C");
    Process process = git.start();
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("git did not answer within " + timeout + ": " + name());
      }
      return judged(
          process.exitValue(), new String(out.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      var unused = process.destroyForcibly();
    }
  }

  private String judged(int code, String answer) throws IOException {
    if (code == 0) {
      return answer;
    }
    if (code == NO_SUCH_REF) {
      return "";
    }
    String told = CREDENTIALS.matcher(answer.strip()).replaceAll("");
    throw new IOException("git could not be asked for the commits of " + name() + ": " + told);
  }

  @Override
  public String toString() {
    return name();
  }
}
