package dev.lockflight.examples;

import dev.lockflight.connector.databricks.NotebookDbt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Git repository on this machine with a dbt project and the notebook that runs it: what
 * Databricks would clone from GitHub. Thread-safe.
 */
final class LocalRepository {
  static final String NOTEBOOK = "ops/notebooks/run_dbt";
  private static final Set<String> LEFT_OUT = Set.of("target", "logs", "dbt_packages");
  private static final Map<String, String> IDENTITY =
      Map.of(
          "GIT_AUTHOR_NAME", "example",
          "GIT_AUTHOR_EMAIL", "example@example.com",
          "GIT_AUTHOR_DATE", "2026-03-01T12:00:00Z",
          "GIT_COMMITTER_NAME", "example",
          "GIT_COMMITTER_EMAIL", "example@example.com",
          "GIT_COMMITTER_DATE", "2026-03-01T12:00:00Z",
          "GIT_CONFIG_GLOBAL", "/dev/null");

  private final Path directory;
  private final String commit;

  private LocalRepository(Path directory, String commit) {
    this.directory = directory;
    this.commit = commit;
  }

  /** Commits the project as it is now, with the notebook, to the repository in that directory. */
  static LocalRepository of(Path project, Path directory) throws IOException, InterruptedException {
    Path place = directory.toAbsolutePath().normalize();
    Path tree = Files.createDirectories(place.resolve("tree"));
    copy(project, tree);
    Path notebook = tree.resolve(NOTEBOOK + ".py");
    Path unusedMade = Files.createDirectories(notebook.resolveSibling("."));
    Path unusedWritten = Files.writeString(notebook, NotebookDbt.template());
    if (!Files.isDirectory(tree.resolve(".git"))) {
      var unused = git(tree, "init", "-q", "-b", "main");
    }
    var unusedAdded = git(tree, "add", "-A");
    if (!git(tree, "status", "--porcelain").isEmpty()) {
      var unused = git(tree, "commit", "-q", "-m", "Describe the warehouse");
    }
    return new LocalRepository(place, git(tree, "rev-parse", "HEAD"));
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).map(from::relativize).toList();
    }
    for (Path file : files) {
      if (!LEFT_OUT.contains(file.getName(0).toString())) {
        Path target = to.resolve(file);
        Path unusedMade = Files.createDirectories(target.resolveSibling("."));
        Path unusedWritten = Files.write(target, Files.readAllBytes(from.resolve(file)));
      }
    }
  }

  /** The newest commit. */
  String commit() {
    return commit;
  }

  /** The files of one commit. */
  synchronized Path checkout(String wanted) throws IOException, InterruptedException {
    Path there = directory.resolve("checkouts").resolve(wanted);
    if (!Files.isDirectory(there)) {
      Path tree = directory.resolve("tree");
      var unusedPruned = git(tree, "worktree", "prune");
      var unusedAdded = git(tree, "worktree", "add", "-q", "--detach", there.toString(), wanted);
    }
    return there;
  }

  private static String git(Path tree, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(tree.toFile()).redirectErrorStream(true);
    builder.environment().putAll(IDENTITY);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + said.strip());
    }
    return said.strip();
  }

  @Override
  public String toString() {
    return directory + " at " + commit;
  }
}
