package dev.lockflight.examples.f2;

import static dev.lockflight.dsl.Lockflight.call;

import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;
import dev.lockflight.RunContext;
import dev.lockflight.RunId;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.Verdict;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows how each job of a run stands, as it follows the runs of an engine, and collects at the end
 * what the jobs left: an overview of their results, and their reports. Thread-safe.
 */
public final class JobOverview implements RunListener {
  private final Map<RunId, Run> going = new ConcurrentHashMap<>();

  @Override
  public void happened(JournalEntry entry, Run run) {
    if (run.isEnded()) {
      Run unused = going.remove(run.id());
    } else {
      Run unused = going.put(run.id(), run);
    }
  }

  /** The step that writes the overview and gathers the reports of all jobs that came so far. */
  Step<CollectedFiles> collect() {
    return call("results overview", this::collected);
  }

  private CollectedFiles collected(StepContext context) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path overview = context.workspace().toAbsolutePath().resolve("summary.md");
    Path unused = Files.writeString(overview, markdown(context));
    files.put("summary.md", overview.toString());
    add(files, context, "security", DeltaLakePipeline.BANDIT);
    add(files, context, "security", DeltaLakePipeline.SEMGREP);
    add(files, context, "security", DeltaLakePipeline.SAFETY);
    add(files, context, "terraform", DeltaLakePipeline.PLAN);
    for (TestedCell cell : context.readEach(DeltaLakePipeline.TESTS)) {
      add(files, "tests/python-" + cell.python() + "-java-" + cell.java(), cell);
    }
    return new CollectedFiles(files);
  }

  private static void add(
      Map<String, String> files,
      RunContext context,
      String job,
      Output<? extends ProducesFiles> output) {
    context.find(output).ifPresent(left -> add(files, job, left));
  }

  private static void add(Map<String, String> files, String directory, ProducesFiles left) {
    left.files().forEach((name, file) -> files.put(directory + "/" + name, file.toString()));
  }

  private String markdown(StepContext context) {
    Run run = going.get(context.run());
    StringBuilder page =
        new StringBuilder("# Test results of ")
            .append(context.release())
            .append("\n\nStarted by ")
            .append(context.cause())
            .append(".\n\n| job | result |\n|---|---|\n");
    if (run == null) {
      return page.append("| all | ❔ nobody followed this run |\n").toString();
    }
    for (StageRun stage : inOrder(run)) {
      if (!stage.name().equals(context.stage())) {
        page.append("| ").append(stage.name()).append(" | ").append(told(stage)).append(" |\n");
      }
    }
    return page.toString();
  }

  private static List<StageRun> inOrder(Run run) {
    return run.stages().values().stream()
        .sorted(
            Comparator.comparing((StageRun stage) -> stage.changedAt().orElse(run.createdAt()))
                .thenComparing(stage -> stage.name().value()))
        .toList();
  }

  private static String told(StageRun stage) {
    String reason = stage.reason().lines().findFirst().orElse("").replace("|", "\\|");
    return mark(stage) + " " + stage.status() + (reason.isBlank() ? "" : ": " + reason);
  }

  private static String mark(StageRun stage) {
    boolean warned =
        stage.gates().values().stream()
            .anyMatch(gate -> gate.verdict().status() == Verdict.Status.WARNED);
    if (stage.status() == RunStatus.SUCCEEDED) {
      return warned ? "⚠️" : "✅";
    }
    if (stage.status() == RunStatus.SKIPPED) {
      return "⏸️";
    }
    return stage.status().isEnd() ? "❌" : "⏳";
  }
}
