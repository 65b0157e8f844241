package dev.lockflight.examples.laptop;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A git repository that an example makes, with the real git: a bare one, as a server has it, and a
 * work tree of its own in which people work. Not thread-safe.
 */
public final class SampleRepository {
  private final Path bare;
  private final Path tree;

  private SampleRepository(Path bare, Path tree) {
    this.bare = bare;
    this.tree = tree;
  }

  /**
   * Makes it in the directory, or finds the one that was made there before.
   *
   * @param template whose files are the first commit of {@code main}; what is ignored by its
   *     .gitignore, and build directories, are left out
   */
  public static SampleRepository in(Path directory, Path template) {
    Path there = directory.toAbsolutePath().normalize();
    SampleRepository made = new SampleRepository(there.resolve("origin.git"), there.resolve("dev"));
    if (Files.isDirectory(made.bare)) {
      return made;
    }
    made.make(template);
    return made;
  }

  /** Makes one with nothing but a README. */
  public static SampleRepository empty(Path directory) {
    Path template = directory.resolve("template");
    try {
      Path made = Files.createDirectories(template);
      Path unused = Files.writeString(made.resolve("README.md"), "# A sample\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + template, e);
    }
    return in(directory, template);
  }

  private void make(Path template) {
    try {
      Path unused = Files.createDirectories(tree);
      copy(template, tree);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample repository could not be made in " + tree, e);
    }
    git(tree, "init", "-q", "--bare", "-b", "main", bare.toString());
    git(tree, "init", "-q", "-b", "main");
    git(tree, "remote", "add", "origin", bare.toString());
    git(tree, "add", "-A");
    git(tree, "commit", "-q", "-m", "Begin");
    git(tree, "push", "-q", "-u", "origin", "main");
  }

  /** The work tree in which people work. */
  public Path tree() {
    return tree;
  }

  /** Where it is fetched from. */
  public Path origin() {
    return bare;
  }

  /** The commit at the end of a branch, 40 hexadecimal digits. */
  public String head(String branch) {
    return git(bare, "rev-parse", branch + "^{commit}").strip();
  }

  /** What a file holds at the end of a branch. */
  public String content(String branch, String file) {
    return git(bare, "show", branch + ":" + file);
  }

  /** The files that differ between two branches or commits. */
  public List<String> changed(String base, String head) {
    return git(bare, "diff", "--name-only", base + "..." + head).lines().toList();
  }

  public boolean hasBranch(String name) {
    return !git(bare, "branch", "--list", name).isBlank();
  }

  /** A new branch from the end of another, unless it is there. */
  public void branch(String name, String from) {
    if (!hasBranch(name)) {
      git(bare, "branch", name, from);
    }
  }

  /**
   * Commits files to a branch and pushes it.
   *
   * @param files contents by path; other files stay
   * @return the commit
   */
  public String commit(String branch, String message, Map<String, String> files) {
    git(tree, "fetch", "-q", "origin");
    git(tree, "checkout", "-q", "-B", branch, "origin/" + branch);
    files.forEach(this::write);
    git(tree, "add", "-A");
    git(tree, "commit", "-q", "--allow-empty", "-m", message);
    git(tree, "push", "-q", "origin", branch);
    return head(branch);
  }

  /** Merges a commit or branch into a branch, and pushes it; the merge commit. */
  public String merge(String from, String into, String message) {
    git(tree, "fetch", "-q", "origin");
    git(tree, "checkout", "-q", "-B", into, "origin/" + into);
    git(tree, "merge", "-q", "--no-ff", "-m", message, head(from));
    git(tree, "push", "-q", "origin", into);
    return head(into);
  }

  /** Fast-forwards a branch to the end of another: both have the same commit then. */
  public void forward(String branch, String to) {
    git(tree, "fetch", "-q", "origin");
    git(tree, "push", "-q", "origin", head(to) + ":refs/heads/" + branch);
  }

  private void write(String path, String content) {
    try {
      Path file = tree.resolve(path);
      Path made = Files.createDirectories(tree.resolve(path + "/..").normalize());
      Path unused = Files.writeString(made.resolve(file.getFileName()), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(SampleRepository::isSource).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Path unused =
            Files.isDirectory(file) ? Files.createDirectories(target) : Files.copy(file, target);
      }
    }
  }

  private static boolean isSource(Path file) {
    for (Path part : file) {
      if (List.of("target", "logs", "dbt_packages", "__pycache__", ".venv")
          .contains(part.toString())) {
        return false;
      }
    }
    return true;
  }

  /** As nobody in particular, and without the settings of whoever is logged in. */
  @CanIgnoreReturnValue
  private static String git(Path directory, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder git = new ProcessBuilder(command).directory(directory.toFile());
    git.redirectErrorStream(true);
    Map<String, String> environment = git.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + who + "_NAME", "Alice");
      environment.put("GIT_" + who + "_EMAIL", "alice@example.org");
    }
    try {
      Process process = git.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            command + " in " + directory + " ended " + code + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("git is needed on the PATH", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git was running", e);
    }
  }

  @Override
  public String toString() {
    return bare.toString();
  }
}
