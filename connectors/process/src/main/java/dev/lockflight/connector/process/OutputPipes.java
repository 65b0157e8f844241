package dev.lockflight.connector.process;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two pipes that a child process writes to: named pipes, where the machine can make them, which
 * lose their names as soon as the child is started.
 *
 * <p>Java's own pipes belong to its reaper thread in part. When the program ends, that thread moves
 * what they hold to memory and closes them ({@code ProcessImpl.ProcessPipeInputStream} of OpenJDK
 * 17 to 25): without bound while an orphan keeps writing, and too early for one that is about to.
 * They are used only where mkfifo is missing or fails, as on Windows.
 */
final class OutputPipes implements Closeable {
  private static final List<Path> MAKERS =
      List.of(Path.of("/usr/bin/mkfifo"), Path.of("/bin/mkfifo"));
  private final List<Path> names;
  private final List<InputStream> open = new ArrayList<>();

  private OutputPipes(List<Path> names) {
    this.names = names;
  }

  /** Makes them beside a file whose name nobody else uses. */
  static OutputPipes beside(Path file) throws InterruptedException {
    OutputPipes pipes =
        new OutputPipes(
            List.of(
                file.resolveSibling(file.getFileName() + ".output"),
                file.resolveSibling(file.getFileName() + ".errors")));
    try {
      if (pipes.make()) {
        for (Path name : pipes.names) {
          pipes.open.add(opened(name));
        }
      }
    } catch (IOException e) {
      pipes.close();
    }
    return pipes;
  }

  /** Also for writing: opening a pipe for reading alone would wait for its writer. */
  private static InputStream opened(Path name) throws IOException {
    return new FileInputStream(new RandomAccessFile(name.toFile(), "rw").getFD());
  }

  private boolean make() throws IOException, InterruptedException {
    for (Path maker : MAKERS) {
      if (Files.isExecutable(maker)) {
        return make(maker);
      }
    }
    return false;
  }

  private boolean make(Path maker) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(maker.toString(), "-m", "600"));
    names.forEach(name -> line.add(name.toString()));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
    Process process = builder.start();
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }

  void attachTo(ProcessBuilder builder) {
    if (isNamed()) {
      builder.redirectOutput(names.get(0).toFile()).redirectError(names.get(1).toFile());
    }
  }

  /** What the started process writes to its standard output. */
  InputStream output(Process process) {
    return isNamed() ? open.get(0) : process.getInputStream();
  }

  /** What the started process writes to its standard error. */
  InputStream errors(Process process) {
    return isNamed() ? open.get(1) : process.getErrorStream();
  }

  /** Nobody else shall open them. */
  void forgetNames() {
    for (Path name : names) {
      var unused = name.toFile().delete();
    }
  }

  private boolean isNamed() {
    return open.size() == names.size();
  }

  @Override
  public void close() {
    for (InputStream pipe : open) {
      var unused = Closing.of(pipe);
    }
    open.clear();
    forgetNames();
  }
}
