package dev.lockflight.connector.process.report;

import dev.lockflight.Digest;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;
import dev.lockflight.RunContext;
import dev.lockflight.connector.process.CommandResult;
import dev.lockflight.connector.process.WrittenFile;
import dev.lockflight.connector.process.report.UnreadableReportException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which files are read: those of a place on this machine, or among the files that a step left.
 *
 * @param step null for none
 * @param oldest how old a file may be; null for any age
 */
record ReportFile(
    ReportKind kind,
    Place place,
    @Nullable Output<? extends ProducesFiles> step,
    @Nullable Duration oldest) {
  ReportFile {
    if (oldest != null && (oldest.isNegative() || oldest.isZero())) {
      throw new InvalidDefinitionException("noOlderThan must be positive: " + oldest);
    }
    if (step != null && !place.isRelative()) {
      throw new InvalidDefinitionException(
          place + " is written by " + step.name() + ", so name it relative, as that step does");
    }
  }

  static ReportFile of(ReportKind kind, String place) {
    return new ReportFile(kind, Place.named(place), null, null);
  }

  static ReportFile of(ReportKind kind, Path file) {
    return new ReportFile(kind, Place.of(file), null, null);
  }

  ReportFile writtenBy(Output<? extends ProducesFiles> writer) {
    return new ReportFile(kind, place, writer, oldest);
  }

  ReportFile noOlderThan(Duration age) {
    return new ReportFile(kind, place, step, age);
  }

  ReportFile in(Path directory) {
    return new ReportFile(kind, place.in(directory), step, oldest);
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
    List<LocatedReport> found =
        find(
            context,
            stale -> {
              throw stale;
            });
    if (found.isEmpty()) {
      throw missing(step == null ? "on this machine" : "among the files of " + step.name());
    }
    return found;
  }

  /**
   * The files that can be believed.
   *
   * @param otherwise hears of each that cannot
   * @throws UnreadableReportException when nobody can look for them
   */
  List<LocatedReport> find(RunContext context, Consumer<UnreadableReportException> otherwise) {
    List<LocatedReport> found = new ArrayList<>();
    for (LocatedReport each : step == null ? onThisMachine() : leftBy(step, context, otherwise)) {
      try {
        checkAge(each, context.now());
        found.add(each);
      } catch (UnreadableReportException e) {
        otherwise.accept(e);
      }
    }
    return found;
  }

  private List<LocatedReport> onThisMachine() {
    try {
      return place.files().stream()
          .map(file -> new LocatedReport(kind, file.toString(), file, null))
          .toList();
    } catch (IOException e) {
      throw fault(
              Fault.UNREADABLE, "cannot be looked for: " + e, "Look at the directory it is below")
          .causedBy(e);
    }
  }

  private List<LocatedReport> leftBy(
      Output<? extends ProducesFiles> writer,
      RunContext context,
      Consumer<UnreadableReportException> otherwise) {
    List<LocatedReport> found = new ArrayList<>();
    ProducesFiles result = context.read(writer);
    if (result instanceof CommandResult command) {
      for (WrittenFile file : command.written()) {
        if (place.matches(file.name())) {
          add(found, () -> written(writer, file), otherwise);
        }
      }
      return found;
    }
    result
        .files()
        .forEach(
            (name, file) -> {
              if (place.matches(name)) {
                add(found, () -> located(name, file, null), otherwise);
              }
            });
    return found;
  }

  private static void add(
      List<LocatedReport> found,
      Supplier<LocatedReport> report,
      Consumer<UnreadableReportException> otherwise) {
    try {
      found.add(report.get());
    } catch (UnreadableReportException e) {
      otherwise.accept(e);
    }
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

  private void checkAge(LocatedReport report, Instant now) {
    if (oldest == null) {
      return;
    }
    try {
      Instant written = Files.getLastModifiedTime(report.path()).toInstant();
      Instant earliest = now.minus(oldest);
      if (written.isBefore(earliest)) {
        throw report.fault(
            Fault.STALE,
            "was written at " + written + ", before " + earliest,
            "Write it again: " + kind.made());
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
    return new UnreadableReportException(fault, place.toString(), found, kind.wanted(), advice);
  }

  @Override
  public String toString() {
    return place
        + (step == null ? "" : " of " + step.name())
        + (oldest == null ? "" : ", no older than " + oldest);
  }
}
