package dev.lockflight.testkit.fake;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.Ledger;
import dev.lockflight.MissingOutputException;
import dev.lockflight.Order;
import dev.lockflight.OrderEntry;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.ParameterValues;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunContext;
import dev.lockflight.RunId;
import dev.lockflight.Secret;
import dev.lockflight.StageName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeContext} knows of its run, step or gate alike. */
abstract sealed class FakeRun implements RunContext permits FakeContext {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final RunId run;
  private final Outputs outputs = new Outputs();
  private final Secrets secrets = new Secrets();
  private final FakeLedger ledger = new FakeLedger();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Map<String, String> parameters = new ConcurrentHashMap<>();
  private volatile InstantSource clock = () -> NOON;
  private volatile StageName stage = StageName.of("build");
  private volatile @Nullable Environment environment;
  private volatile Release release = Release.of("0123456789abcdef0123456789abcdef01234567");
  private volatile Cause cause = Cause.manual(Principal.of("ada"));
  private volatile Map<String, String> cell = Map.of();

  FakeRun(RunId run) {
    this.run = run;
  }

  abstract FakeContext self();

  /** From now on it is that time, and stays it. */
  @CanIgnoreReturnValue
  public FakeContext at(Instant time) {
    clock = () -> time;
    return self();
  }

  @CanIgnoreReturnValue
  public FakeContext clock(InstantSource source) {
    clock = source;
    return self();
  }

  @CanIgnoreReturnValue
  public FakeContext in(Environment target) {
    environment = target;
    return self();
  }

  @CanIgnoreReturnValue
  public FakeContext stage(String name) {
    stage = StageName.of(name);
    return self();
  }

  @CanIgnoreReturnValue
  public FakeContext release(Release given) {
    release = given;
    return self();
  }

  @CanIgnoreReturnValue
  public FakeContext cause(Cause given) {
    cause = given;
    return self();
  }

  @CanIgnoreReturnValue
  public FakeContext cell(Map<String, String> axes) {
    cell = Map.copyOf(axes);
    return self();
  }

  @CanIgnoreReturnValue
  public <T> FakeContext with(Output<T> key, T value) {
    outputs.put(key, List.of(value));
    return self();
  }

  /** What the cells of a matrix left, in their order. */
  @CanIgnoreReturnValue
  public <T> FakeContext withEach(Output<T> key, List<T> values) {
    outputs.put(key, values);
    return self();
  }

  @CanIgnoreReturnValue
  public FakeContext with(Parameter<?> parameter, String text) {
    parameter.check(text);
    parameters.put(parameter.name(), text);
    return self();
  }

  @CanIgnoreReturnValue
  public FakeContext with(Secret secret, String value) {
    secrets.put(secret, value);
    return self();
  }

  /** One more line of the ledger, newer than those before. */
  @CanIgnoreReturnValue
  public FakeContext deployed(Deployment line) {
    ledger.add(line);
    return self();
  }

  /** One more order of people about environments, given now. */
  @CanIgnoreReturnValue
  public FakeContext ordered(Order order) {
    ledger.add(new OrderEntry(now(), order));
    return self();
  }

  /** The lines it logged. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The secrets it asked for, in order. */
  public List<Secret> revealed() {
    return secrets.revealed();
  }

  /** The outputs it asked for, each once. */
  public List<Output<?>> read() {
    return outputs.read();
  }

  @Override
  public RunId run() {
    return run;
  }

  @Override
  public PipelineName pipeline() {
    return PipelineName.of("delivery");
  }

  @Override
  public StageName stage() {
    return stage;
  }

  @Override
  public Optional<Environment> environment() {
    return Optional.ofNullable(environment);
  }

  @Override
  public Release release() {
    return release;
  }

  @Override
  public Cause cause() {
    return cause;
  }

  @Override
  public Map<String, String> cell() {
    return cell;
  }

  @Override
  public <T> T parameter(Parameter<T> parameter) {
    Map<String, String> ofEnvironment = environment().map(Environment::parameters).orElse(Map.of());
    return new ParameterValues(ofEnvironment).overriddenBy(parameters).get(parameter);
  }

  @Override
  public <T> T read(Output<T> key) {
    return find(key).orElseThrow(() -> new MissingOutputException(key, "the test gave none"));
  }

  @Override
  public <T> Optional<T> find(Output<T> key) {
    return outputs.single(key).stream().findFirst();
  }

  @Override
  public <T> List<T> readEach(Output<T> key) {
    return outputs.each(key);
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public String reveal(Secret secret) {
    return secrets.reveal(secret);
  }

  @Override
  public String redact(String text) {
    return secrets.redact(text);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void log(String line) {
    boolean unused = lines.add(line);
  }
}
