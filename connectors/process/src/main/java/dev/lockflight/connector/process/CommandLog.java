package dev.lockflight.connector.process;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The log file of one execution, of bounded size: the first lines up to half the limit, and of what
 * follows the last lines of the other half. Those wait in a second file, written round and round,
 * which is appended and removed at the end.
 *
 * <p>A full disk does not stop the command: the log then ends early and says that it is not
 * complete.
 */
final class CommandLog implements AutoCloseable {
  private final Path file;
  private final long half;
  private final OutputStream head;
  private final Ring ring;
  private final OutputStream tail;
  private long headBytes;
  private boolean full;
  private boolean complete = true;
  private boolean closed;
  private String problem = "";

  private CommandLog(Path file, long limit, OutputStream head) {
    this.file = file;
    this.half = limit / 2;
    this.head = new BufferedOutputStream(head);
    this.ring = new Ring(file.resolveSibling(file.getFileName() + ".tail"), limit - half);
    this.tail = new BufferedOutputStream(ring);
  }

  /** A new file, whose name no earlier command of this workspace has. */
  static CommandLog in(Path workspace, String name, long limit) throws IOException {
    var unused = Files.createDirectories(workspace);
    for (int number = 1; ; number++) {
      Path file = workspace.resolve(name.replace(' ', '-') + "-" + number + ".log");
      try {
        return new CommandLog(
            file, limit, Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
      } catch (FileAlreadyExistsException e) {
        // an earlier command of this step: the next number
      }
    }
  }

  Path file() {
    return file;
  }

  /** False when lines were left out. */
  boolean isComplete() {
    return complete;
  }

  /** Why lines could not be written, or nothing. */
  String problem() {
    return problem;
  }

  void add(String line) {
    attempt(
        () -> {
          byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
          full |= headBytes + bytes.length > half;
          if (full) {
            tail.write(bytes);
          } else {
            headBytes += bytes.length;
            head.write(bytes);
          }
        });
  }

  /** So that people can read it while the command runs. */
  void flush() {
    attempt(
        () -> {
          head.flush();
          tail.flush();
        });
  }

  @Override
  public void close() {
    finish();
  }

  /** Puts the two files together; does nothing when called again. */
  void finish() {
    if (closed) {
      return;
    }
    closed = true;
    attempt(
        () -> {
          tail.flush();
          complete = ring.appendTo(head);
          head.flush();
        });
    problem = problem + Closing.of(head) + Closing.of(ring);
  }

  private void attempt(Writing writing) {
    if (!problem.isEmpty()) {
      return;
    }
    try {
      writing.write();
    } catch (IOException e) {
      complete = false;
      problem = e.toString();
    }
  }

  private interface Writing {
    void write() throws IOException;
  }
}
