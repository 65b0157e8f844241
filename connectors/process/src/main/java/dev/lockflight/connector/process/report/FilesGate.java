package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * There are enough files, each as big as demanded and of the demanded format; exactly so many and
 * so big are enough. FAILED when files are missing, small, or of another format; ERRORED when they
 * cannot be looked at. Immutable and thread-safe.
 */
public final class FilesGate implements ReportGate {
  private final ReportFile files;
  private final int least;
  private final long leastBytes;
  private final @Nullable FileFormat format;

  FilesGate(ReportFile files, int least, long leastBytes, @Nullable FileFormat format) {
    this.files = files;
    this.least = least;
    this.leastBytes = leastBytes;
    this.format = format;
  }

  /** Each file must have so many bytes or more. */
  public FilesGate eachAtLeast(long bytes) {
    if (bytes < 0) {
      throw new InvalidDefinitionException("least bytes must not be negative: " + bytes);
    }
    return new FilesGate(files, least, bytes, format);
  }

  /** Each file must be of this format. */
  public FilesGate each(FileFormat wanted) {
    return new FilesGate(files, least, leastBytes, wanted);
  }

  @Override
  public String demand() {
    return "at least "
        + least
        + (least == 1 ? " file " : " files ")
        + files
        + (leastBytes == 0 ? "" : ", each of at least " + leastBytes + " bytes")
        + (format == null ? "" : ", each " + format);
  }

  @Override
  public Set<Output<?>> reads() {
    return files.reads();
  }

  @Override
  public Verdict judge(GateContext context) {
    Shown bad = new Shown(context::redact);
    List<LocatedReport> found = files.find(context, stale -> stale.show(bad));
    long stale = bad.size();
    for (LocatedReport file : found) {
      String problem = problem(file);
      if (!problem.isEmpty()) {
        bad.add(file.name(), problem, expected(), file.path().toString());
      }
    }
    long wrong = bad.size() - stale;
    String figures =
        found.size()
            + " found"
            + (stale == 0 ? "" : ", " + stale + " more are not of this run or too old")
            + (wrong == 0 ? "" : ", " + wrong + " of them not as demanded");
    Evidence head = new Evidence("files", figures, "at least " + least, files.toString());
    boolean enough = found.size() >= least && wrong == 0;
    Verdict.Status status = enough ? Verdict.Status.PASSED : Verdict.Status.FAILED;
    return Verdict.of(status, demand() + ": " + figures, bad.behind(head));
  }

  private String expected() {
    return (format == null ? "a file" : format.toString())
        + (leastBytes == 0 ? "" : " of at least " + leastBytes + " bytes");
  }

  private String problem(LocatedReport file) {
    try {
      Path path = file.path();
      long size = Files.size(path);
      if (size < leastBytes) {
        return "it has " + size + " bytes";
      }
      return format == null ? "" : format.problem(path);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  @Override
  public String toString() {
    return demand();
  }
}
