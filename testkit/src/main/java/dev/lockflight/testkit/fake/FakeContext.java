package dev.lockflight.testkit.fake;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.Digest;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Progress;
import dev.lockflight.RunId;
import dev.lockflight.StepContext;
import dev.lockflight.StepName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run as one step and one gate of it see it, without an engine.
 *
 * <p>A fresh one says what a run on its first day would: a release, a manual start, no environment,
 * no outputs, an empty ledger, a clock that stands still. Its methods with an argument change that.
 * Outputs go through JSON, as through a journal. What the step or gate says, writes and asks for is
 * kept as it was said, not redacted, so that a test sees what leaks. Thread-safe while a step runs;
 * change it before.
 */
public final class FakeContext extends FakeRun implements StepContext, GateContext {
  private final People people = new People();
  private final List<Evaluation> earlier = new CopyOnWriteArrayList<>();
  private final Queue<Progress> reported = new ConcurrentLinkedQueue<>();
  private final Map<String, String> artifacts = new ConcurrentSkipListMap<>();
  private volatile @Nullable Instant reachedAt;
  private volatile StepName step = StepName.of("step");
  private volatile int attempt = 1;
  private volatile @Nullable String key;
  private volatile @Nullable Instant deadline;
  private volatile @Nullable Path workspace;
  private volatile Consumer<Progress> onProgress = progress -> {};

  private FakeContext(RunId run) {
    super(run);
  }

  /** A run of that name on 1 March 2026, noon UTC. */
  public static FakeContext ofRun(String run) {
    return new FakeContext(RunId.of(run));
  }

  @CanIgnoreReturnValue
  public FakeContext step(String name) {
    step = StepName.of(name);
    return this;
  }

  @CanIgnoreReturnValue
  public FakeContext attempt(int number) {
    attempt = number;
    return this;
  }

  /** Instead of one made of run, stage, step and attempt. */
  @CanIgnoreReturnValue
  public FakeContext idempotencyKey(String given) {
    key = given;
    return this;
  }

  @CanIgnoreReturnValue
  public FakeContext deadline(Instant moment) {
    deadline = moment;
    return this;
  }

  /** Where {@link #workspace()} is; made on first use when nothing is there. */
  @CanIgnoreReturnValue
  public FakeContext workspace(Path directory) {
    workspace = directory;
    return this;
  }

  /** One more earlier verdict of the gate, newer than those before. */
  @CanIgnoreReturnValue
  public FakeContext decidedBefore(Evaluation evaluation) {
    earlier.add(evaluation);
    return this;
  }

  @CanIgnoreReturnValue
  public FakeContext reachedAt(Instant moment) {
    reachedAt = moment;
    return this;
  }

  @CanIgnoreReturnValue
  public FakeContext asked(ApprovalRequest request) {
    people.ask(request);
    return this;
  }

  @CanIgnoreReturnValue
  public FakeContext answered(Decision decision) {
    people.decide(decision);
    return this;
  }

  /** What happens when the step reports progress, on the step's thread. */
  @CanIgnoreReturnValue
  public FakeContext onProgress(Consumer<Progress> listener) {
    onProgress = listener;
    return this;
  }

  /** The progress it reported. */
  public List<Progress> reported() {
    return List.copyOf(reported);
  }

  /** What it added to the release. */
  public Map<String, String> addedToRelease() {
    return Map.copyOf(artifacts);
  }

  @Override
  public StepName step() {
    return step;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public String idempotencyKey() {
    String given = key;
    String whole = run() + "/" + stage() + "/" + step + "#" + attempt;
    return given == null ? Digest.of(whole).brief() : given;
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.ofNullable(deadline);
  }

  @Override
  public void progress(Progress progress) {
    boolean unused = reported.add(progress);
    onProgress.accept(progress);
  }

  @Override
  public Path workspace() {
    Path directory = workspace;
    if (directory == null) {
      throw new IllegalStateException("this test must give its context a workspace(directory)");
    }
    try {
      return Files.exists(directory) ? directory : Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the workspace " + directory, e);
    }
  }

  @Override
  public void addToRelease(String artifact, String digest) {
    artifacts.put(artifact, digest);
  }

  @Override
  public List<Evaluation> earlier() {
    return List.copyOf(earlier);
  }

  @Override
  public Instant reachedAt() {
    Instant given = reachedAt;
    return given == null ? now() : given;
  }

  @Override
  public Optional<ApprovalRequest> request(GateName approval) {
    return people.request(approval);
  }

  @Override
  public List<Decision> decisions(GateName approval) {
    return people.decisions(approval);
  }

  @Override
  FakeContext self() {
    return this;
  }
}
