package dev.lockflight.testkit.simulation;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Cause;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Trigger;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.RollbackTarget;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.notify.Notifications;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A whole flow on the real engine, in virtual time, on the test's thread. Every step succeeds and
 * every check passes unless the test says otherwise; gates that look only at the run, the ledger
 * and the time are real, and people answer only when the test lets them. Time moves only when the
 * test moves it. Not thread-safe.
 *
 * <pre>{@code
 * Simulation sim = simulate(delivery).gate("row-count").fails("-31 %");
 * assertThat(sim.start(push("main"))).failed().atGate("row-count").neverStarted("prod_build");
 * }</pre>
 */
public final class Simulation implements AutoCloseable {
  /** Monday morning, no daylight saving near. */
  public static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  /** Who starts runs unless the test says otherwise. */
  public static final Principal ALICE = Principal.of("alice");

  private final RunStore store;
  private final VirtualTime time = new VirtualTime(START);
  private final List<SimulatedRun> runs = new ArrayList<>();
  private final OpenEngine open = new OpenEngine();
  private final Script script;
  private final FakeWorld world;
  private List<Pipeline> pipelines;
  private @Nullable Engine engine;
  private int releases;

  private Simulation(RunStore store, List<Pipeline> pipelines) {
    this.store = store;
    this.pipelines = pipelines;
    this.script = new Script(pipelines);
    this.world = new FakeWorld(script, new SampleOutputs(pipelines, START), time, this::crash);
    time.beforeEach(world::lookAround);
  }

  /** Of one pipeline, or of several that start or roll back one another. */
  public static Simulation of(Pipeline... pipelines) {
    return on(new InMemoryRunStore(), pipelines);
  }

  /** On a store of the test's, which stays the test's to close. */
  public static Simulation on(RunStore store, Pipeline... pipelines) {
    if (pipelines.length == 0) {
      throw new IllegalArgumentException("a simulation needs at least one pipeline");
    }
    return new Simulation(new OwnStore(store), List.of(pipelines));
  }

  /**
   * The steps called so: {@code stage}, {@code stage[cell]}, {@code step}, {@code stage/step} or
   * {@code stage/phase/step}.
   *
   * @throws IllegalArgumentException when there is none; the message lists them
   */
  public StepScript step(String name) {
    return new StepScript(this, script.step(name), 0, Duration.ZERO);
  }

  /**
   * The gates called so: {@code gate}, {@code stage/gate} or {@code stage/phase/gate}; the parts of
   * a combined gate have names too.
   *
   * @throws IllegalArgumentException when there is none; the message lists them
   */
  public GateScript gate(String name) {
    return new GateScript(this, script.gate(name), 0);
  }

  /** A secret that real steps may reveal. */
  @CanIgnoreReturnValue
  public Simulation secret(String name, String value) {
    refuseWhenOpen("secrets are given");
    open.secret(name, value);
    return this;
  }

  /** It begins at this moment instead of {@link #START}. */
  @CanIgnoreReturnValue
  public Simulation startingAt(Instant moment) {
    refuseWhenOpen("the clock is set");
    time.jumpTo(moment);
    return this;
  }

  /** Nothing is promoted into the environment from {@code from} until {@code until}. */
  @CanIgnoreReturnValue
  public Simulation freeze(String environment, Instant from, Instant until) {
    refuseWhenOpen("windows are frozen");
    pipelines = new Frozen(EnvironmentName.of(environment), from, until).in(pipelines);
    return this;
  }

  /** People are told what happens, by these rules; channels are those of the test. */
  @CanIgnoreReturnValue
  public Simulation notifying(Notifications... rules) {
    refuseWhenOpen("rules for notifications are given");
    open.notifying(rules);
    return this;
  }

  /** Done with each engine when it is opened, also after a crash: to open triggers on it. */
  @CanIgnoreReturnValue
  public Simulation opening(Function<Engine, ?> also) {
    refuseWhenOpen("triggers are opened");
    open.then(also);
    return this;
  }

  private void refuseWhenOpen(String what) {
    if (engine != null) {
      throw new IllegalStateException(what + " before the first run is started");
    }
  }

  Simulation say(ItemPattern at, int attempt, StepOutcome outcome) {
    script.say(at, attempt, outcome);
    return this;
  }

  Simulation say(ItemPattern at, int asking, GateScript.Question answer) {
    script.say(at, asking, answer);
    return this;
  }

  /** Starts a run as the trigger would, for a new release, by {@link #ALICE}. */
  @CanIgnoreReturnValue
  public SimulatedRun start(Trigger trigger) {
    return start(SampleCause.of(trigger, ALICE));
  }

  /** Starts a run of a release that no run had yet. */
  @CanIgnoreReturnValue
  public SimulatedRun start(Cause cause) {
    return start(cause, Release.of("release-" + ++releases));
  }

  @CanIgnoreReturnValue
  public SimulatedRun start(Trigger trigger, String commit) {
    return start(SampleCause.of(trigger, ALICE), Release.of(commit));
  }

  /**
   * Starts a run of the first pipeline that such a cause starts, and lets it go as far as it can.
   */
  @CanIgnoreReturnValue
  public SimulatedRun start(Cause cause, Release release) {
    return added(engine().start(request(cause, release)));
  }

  /** The same as a hotfix, for this reason. */
  @CanIgnoreReturnValue
  public SimulatedRun startAsHotfix(Cause cause, Release release, String reason) {
    return added(engine().start(request(cause, release).asHotfix(reason)));
  }

  private StartRequest request(Cause cause, Release release) {
    Pipeline started =
        pipelines.stream()
            .filter(each -> each.isStartedBy(cause))
            .findFirst()
            .orElse(pipelines.get(0));
    return new StartRequest(started.name(), cause, release);
  }

  /** A person gives an order about an environment: a veto, a pin, a hold, or the end of one. */
  @CanIgnoreReturnValue
  public Simulation order(Order order) {
    engine().order(order);
    return settle();
  }

  /** Brings an environment back, as an operator would. */
  @CanIgnoreReturnValue
  public SimulatedRun rollback(
      String environment, RollbackTarget target, Principal by, String reason) {
    return added(engine().rollback(EnvironmentName.of(environment), target, by, reason));
  }

  SimulatedRun added(RunId id) {
    runs.add(new SimulatedRun(settle(), id));
    return runs.get(runs.size() - 1);
  }

  /** Every run that was started, oldest first. */
  public List<SimulatedRun> runs() {
    return List.copyOf(runs);
  }

  public Instant now() {
    return time.instant();
  }

  /** The next moment at which time alone lets something happen, when nothing is due now. */
  public Optional<Instant> nextMoment() {
    return time.next();
  }

  /** Lets time pass. */
  @CanIgnoreReturnValue
  public Simulation advance(Duration duration) {
    time.advance(duration);
    return this;
  }

  /** Lets time pass until then. */
  @CanIgnoreReturnValue
  public Simulation advanceTo(Instant moment) {
    time.advanceTo(moment);
    return this;
  }

  /** Kills the engine, and opens another on what was durable. */
  @CanIgnoreReturnValue
  public Simulation crash() {
    kill();
    return settle();
  }

  /** Kills the engine, and opens another at that moment on what was durable. */
  @CanIgnoreReturnValue
  public Simulation sleepUntil(Instant moment) {
    kill();
    time.jumpTo(moment);
    return settle();
  }

  /** Kills the engine; the next thing that needs one opens another. */
  private void kill() {
    time.forget();
    world.forget();
    if (engine != null) {
      engine.close();
      time.forget();
      engine = null;
    }
  }

  /** Everything that faked steps did, in order, over all crashes. */
  public List<StepEffect> effects() {
    return world.effects();
  }

  /** The engine, for what the simulation has no word for; call {@link #settle} afterwards. */
  public Engine engine() {
    if (engine == null) {
      engine = open.engine(store, time, world, pipelines);
      open.opened(engine);
    }
    return engine;
  }

  /** Lets everything happen that needs no time to pass. */
  @CanIgnoreReturnValue
  public Simulation settle() {
    var unused = engine();
    time.settle();
    return this;
  }

  /** The pipeline that the run is of, as it is simulated. */
  Pipeline pipelineOf(RunId run) {
    var name = store.find(run).orElseThrow().pipeline();
    return pipelines.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** Ends the engine; what was simulated can still be looked at. */
  @Override
  public void close() {
    kill();
  }
}
