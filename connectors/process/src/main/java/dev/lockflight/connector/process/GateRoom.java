package dev.lockflight.connector.process;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.GateContext;
import dev.lockflight.Ledger;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.PipelineName;
import dev.lockflight.Progress;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Secret;
import dev.lockflight.StageName;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.StepName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a command is told when a gate asks it: the gate's own context, with a directory that is gone
 * when the answer is there. A gate changes nothing, so nothing of a release can be added here.
 */
final class GateRoom implements StepContext, AutoCloseable {
  private static final StepName GATE = StepName.of("gate");
  private final GateContext gate;
  private final Path directory;

  private GateRoom(GateContext gate, Path directory) {
    this.gate = gate;
    this.directory = directory;
  }

  static GateRoom of(GateContext gate) {
    try {
      return new GateRoom(gate, Files.createTempDirectory("lockflight-gate-"));
    } catch (IOException e) {
      throw StepFailedException.transientFailure(
              "no temporary directory can be made for the command of a gate: "
                  + e
                  + "; make room in the directory java.io.tmpdir names")
          .causedBy(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      gate.log("the temporary directory " + directory + " stays behind: " + e);
    }
  }

  @Override
  public StepName step() {
    return GATE;
  }

  @Override
  public int attempt() {
    return gate.earlier().size() + 1;
  }

  @Override
  public String idempotencyKey() {
    throw new UnsupportedOperationException("a gate has no effect that could happen twice");
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public void progress(Progress progress) {
    gate.log(progress.toString());
  }

  @Override
  public Path workspace() {
    return directory;
  }

  @Override
  public void addToRelease(String artifact, String digest) {
    throw new UnsupportedOperationException(
        "a gate adds nothing to a release, but was told to add " + artifact);
  }

  @Override
  public RunId run() {
    return gate.run();
  }

  @Override
  public PipelineName pipeline() {
    return gate.pipeline();
  }

  @Override
  public StageName stage() {
    return gate.stage();
  }

  @Override
  public Optional<Environment> environment() {
    return gate.environment();
  }

  @Override
  public Release release() {
    return gate.release();
  }

  @Override
  public Cause cause() {
    return gate.cause();
  }

  @Override
  public Map<String, String> cell() {
    return gate.cell();
  }

  @Override
  public <T> T parameter(Parameter<T> parameter) {
    return gate.parameter(parameter);
  }

  @Override
  public <T> T read(Output<T> key) {
    return gate.read(key);
  }

  @Override
  public <T> Optional<T> find(Output<T> key) {
    return gate.find(key);
  }

  @Override
  public <T> List<T> readEach(Output<T> key) {
    return gate.readEach(key);
  }

  @Override
  public Ledger ledger() {
    return gate.ledger();
  }

  @Override
  public String reveal(Secret secret) {
    return gate.reveal(secret);
  }

  @Override
  public String redact(String text) {
    return gate.redact(text);
  }

  @Override
  public Instant now() {
    return gate.now();
  }

  @Override
  public void log(String line) {
    gate.log(line);
  }
}
