package dev.lockflight.examples.laptop;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.Gate;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.SecretSource;
import dev.lockflight.StageNode;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.report.PipelineReport;
import dev.lockflight.report.PlainProgress;
import dev.lockflight.report.RunReport;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.StageEvent;
import dev.lockflight.store.jdbc.JdbcRunStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs flows so that somebody can watch: prints the outline, then live progress, lets people
 * answer, and leaves a report of each run. Runs one flow at a time.
 */
public final class Showcase implements AutoCloseable {
  private final Path directory;
  private final PrintStream out;
  private final JdbcRunStore store;
  private final Engine engine;
  private final List<Pipeline> pipelines;
  private final List<Principal> people = new ArrayList<>();

  private Showcase(
      Path directory, PrintStream out, Map<String, String> secrets, Pipeline... flows) {
    this.directory = directory;
    this.out = out;
    this.pipelines = List.of(flows);
    this.store = JdbcRunStore.sqlite(directory.resolve("runs.db"));
    this.engine =
        Engine.on(store)
            .workspaces(directory.resolve("work"))
            .secrets(SecretSource.of(secrets))
            .followedBy(PlainProgress.to(out, InstantSource.system()))
            .open(flows);
  }

  /**
   * Opens a store and an engine for these flows.
   *
   * @param directory where journal, work and reports are kept
   * @param secrets by name
   */
  public static Showcase of(
      Path directory, PrintStream out, Map<String, String> secrets, Pipeline... flows) {
    try {
      Path unused = Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep runs in " + directory, e);
    }
    return new Showcase(directory.toAbsolutePath().normalize(), out, secrets, flows);
  }

  public Engine engine() {
    return engine;
  }

  /** This person approves whatever he or she is asked for. */
  public Showcase approving(Principal person) {
    people.add(person);
    return this;
  }

  /** Starts a run and stays with it to its end. */
  public Run run(StartRequest request) {
    Pipeline flow = flow(request.pipeline());
    out.println(PipelineReport.of(flow).outline());
    BlockingQueue<Optional<StageEvent.ApprovalRequested>> asked = new LinkedBlockingQueue<>();
    AutoCloseable following = engine.follow(new Asking(asked));
    RunId id = engine.start(request);
    try {
      while (!engine.find(id).orElseThrow().isEnded()) {
        asked.take().ifPresent(approval -> answer(flow, id, approval));
      }
      following.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; run " + id + " can be resumed", e);
    } catch (Exception e) {
      throw new IllegalStateException("the listener could not be removed", e);
    }
    Run ended = engine.ended(id).join();
    report(flow, ended);
    return ended;
  }

  /** Stays with a run that something else has started to its end. */
  public Run stayWith(RunId id) {
    Run ended = engine.ended(id).join();
    report(flow(ended.pipeline()), ended);
    return ended;
  }

  private Pipeline flow(PipelineName name) {
    return pipelines.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private void answer(Pipeline flow, RunId id, StageEvent.ApprovalRequested asked) {
    ApprovalRule rule = rule(flow, asked);
    Cause cause = engine.find(id).orElseThrow().created().cause();
    List<Principal> able =
        people.stream().filter(person -> rule.refuses(person, cause).isEmpty()).toList();
    if (able.size() < rule.quorum()) {
      throw new IllegalStateException("too few may give '" + rule.name() + "': " + able);
    }
    for (Principal person : able.subList(0, rule.quorum())) {
      out.println("  " + person.name() + " approves '" + rule.name() + "'");
      Answer answer = Answer.to(id, rule.name().value(), person).saying("looks good");
      Run unused = engine.approve(answer.inStage(asked.stage().value()));
    }
  }

  private static ApprovalRule rule(Pipeline flow, StageEvent.ApprovalRequested asked) {
    StageNode node = flow.graph().find(asked.stage()).orElseThrow();
    return Arrays.stream(Phase.values())
        .flatMap(phase -> node.stage().gates(phase).stream())
        .map(Gate::approvals)
        .flatMap(List::stream)
        .filter(rule -> rule.name().equals(asked.request().gate()))
        .findFirst()
        .orElseThrow();
  }

  /** Markdown and a page for the browser. */
  private void report(Pipeline flow, Run run) {
    RunReport report = RunReport.of(flow, run, engine.journal(run.id()));
    try {
      Path reports = Files.createDirectories(directory.resolve("reports"));
      String name = flow.name() + "-" + run.id();
      Path markdown = Files.writeString(reports.resolve(name + ".md"), report.markdown());
      Path page = Files.writeString(reports.resolve(name + ".html"), report.html());
      out.println(run);
      out.println("report: " + page + ", " + markdown);
    } catch (IOException e) {
      throw new UncheckedIOException("the report could not be written to " + directory, e);
    }
  }

  @Override
  public void close() {
    engine.close();
    store.close();
  }

  /** Passes on what people are asked, and the end of the run. */
  private record Asking(BlockingQueue<Optional<StageEvent.ApprovalRequested>> asked)
      implements RunListener {
    @Override
    public void happened(JournalEntry entry, Run run) {
      if (entry.event() instanceof StageEvent.ApprovalRequested request) {
        asked.add(Optional.of(request));
      } else if (run.isEnded()) {
        asked.add(Optional.empty());
      }
    }
  }
}
