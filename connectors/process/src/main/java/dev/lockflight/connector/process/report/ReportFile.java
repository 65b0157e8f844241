package dev.lockflight.connector.process.report;

import dev.lockflight.Digest;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;
import dev.lockflight.RunContext;
import dev.lockflight.connector.process.CommandResult;
import dev.lockflight.connector.process.FilePattern;
import dev.lockflight.connector.process.WrittenFile;
import dev.lockflight.connector.process.report.UnreadableReportException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a report is looked for: on this machine, or among the files that a step of the run left.
 *
 * @param place a name or pattern; relative to the step's working directory, or without a step to
 *     that of the engine's process, or absolute
 * @param step null for none
 * @param oldest how old it may be; null for any age
 */
record ReportFile(
    ReportKind kind,
    String place,
    @Nullable Output<? extends ProducesFiles> step,
    @Nullable Duration oldest) {
  ReportFile {
    if (oldest != null && (oldest.isNegative() || oldest.isZero())) {
      throw new InvalidDefinitionException("noOlderThan must be positive: " + oldest);
    }
    FilePattern unused = pattern(place);
    if (step != null && Path.of(place.replaceAll("[*?]", "x")).isAbsolute()) {
      throw new InvalidDefinitionException(
          place + " is written by " + step.name() + ", so it must be named as that step names it");
    }
  }

  static ReportFile of(ReportKind kind, String place) {
    return new ReportFile(kind, place, null, null);
  }

  ReportFile writtenBy(Output<? extends ProducesFiles> writer) {
    return new ReportFile(kind, place, writer, oldest);
  }

  ReportFile noOlderThan(Duration age) {
    return new ReportFile(kind, place, step, age);
  }

  Set<Output<?>> reads() {
    return step == null ? Set.of() : Set.of(step);
  }

  /**
   * The files, at least one.
   *
   * @throws UnreadableReportException when there is none, or one is not of this run or too old
   */
  List<LocatedReport> find(RunContext context) {
    List<LocatedReport> found = step == null ? onThisMachine() : leftBy(step, context);
    if (found.isEmpty()) {
      throw missing(step == null ? "in " + directory() : "among the files of " + step.name());
    }
    if (oldest != null) {
      found.forEach(report -> checkAge(report, oldest, context.now()));
    }
    return found;
  }

  private List<LocatedReport> onThisMachine() {
    try {
      return pattern(place).in(root(place)).stream()
          .map(file -> new LocatedReport(kind, file.toString(), file, null))
          .toList();
    } catch (IOException e) {
      throw fault(Fault.UNREADABLE, "cannot be looked for: " + e, "Look at its permissions")
          .causedBy(e);
    }
  }

  private List<LocatedReport> leftBy(Output<? extends ProducesFiles> writer, RunContext context) {
    ProducesFiles result = context.read(writer);
    FilePattern pattern = FilePattern.of(place);
    List<LocatedReport> found = new ArrayList<>();
    if (result instanceof CommandResult command) {
      for (WrittenFile file : command.written()) {
        if (pattern.matches(file.name())) {
          found.add(written(writer, file));
        }
      }
      return found;
    }
    for (Map.Entry<String, Path> file : result.files().entrySet()) {
      if (pattern.matches(file.getKey())) {
        found.add(located(file.getKey(), file.getValue(), null));
      }
    }
    return found;
  }

  private LocatedReport written(Output<?> writer, WrittenFile file) {
    return switch (file.state()) {
      case WRITTEN -> located(file.name(), file.path(), file.digest());
      case MISSING -> throw missing("at " + file.file() + " when " + writer.name() + " had ended");
      case UNTOUCHED ->
          throw new UnreadableReportException(
              Fault.STALE,
              file.name(),
              "was not written by " + writer.name() + ", but at " + file.modified(),
              kind.wanted() + " of this run",
              "Delete " + file.file() + " and look at the log of the step: " + kind.made());
    };
  }

  private LocatedReport located(String name, Path file, @Nullable Digest digest) {
    if (!Files.isRegularFile(file)) {
      throw missing("at " + file + ", though its step left it there");
    }
    return new LocatedReport(kind, name, file, digest);
  }

  private static void checkAge(LocatedReport report, Duration oldest, Instant now) {
    try {
      Instant written = Files.getLastModifiedTime(report.path()).toInstant();
      if (written.isBefore(now.minus(oldest))) {
        throw report.fault(
            Fault.STALE,
            "was written at " + written + ", before " + now.minus(oldest),
            "Write it again: " + report.kind().made());
      }
    } catch (IOException e) {
      throw report.unreadable(e);
    }
  }

  private UnreadableReportException missing(String where) {
    return fault(
        Fault.MISSING,
        "does not exist " + where,
        step == null
            ? "Write it before this gate: " + kind.made()
            : "Name it in Command.writing and let the program write it: " + kind.made());
  }

  private UnreadableReportException fault(Fault fault, String found, String advice) {
    return new UnreadableReportException(fault, place, found, kind.wanted(), advice);
  }

  private String directory() {
    return Path.of("").toAbsolutePath().toString();
  }

  private static FilePattern pattern(String place) {
    Path root = root(place);
    boolean absolute = place.startsWith("/") || (place.length() > 2 && place.charAt(1) == ':');
    return FilePattern.of(absolute ? place.substring(root.toString().length()) : place);
  }

  /** The root of an absolute place, otherwise the directory of the engine's process. */
  private static Path root(String place) {
    boolean absolute = place.startsWith("/") || (place.length() > 2 && place.charAt(1) == ':');
    Path here = Path.of("").toAbsolutePath();
    Path root = absolute ? Path.of(place.substring(0, place.indexOf('/') + 1)) : here;
    return root;
  }

  @Override
  public String toString() {
    return place
        + (step == null ? "" : " of " + step.name())
        + (oldest == null ? "" : ", no older than " + oldest);
  }
}
