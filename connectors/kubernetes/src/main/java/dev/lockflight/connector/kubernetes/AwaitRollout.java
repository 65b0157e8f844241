package dev.lockflight.connector.kubernetes;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * {@code kubectl rollout status}: succeeds when the new pods are ready. It holds a thread while it
 * waits. Immutable and thread-safe.
 */
public final class AwaitRollout implements Call<CommandResult> {
  private static final Pattern RESOURCE = Pattern.compile("[a-z]+(\\.[a-z0-9.-]+)?/[a-z0-9.-]+");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private final KubernetesSettings settings;
  private final String resource;
  private final Duration patience;

  private AwaitRollout(KubernetesSettings settings, String resource, Duration patience) {
    this.settings = settings;
    this.resource = resource;
    this.patience = patience;
  }

  static AwaitRollout of(KubernetesSettings settings, String resource) {
    if (!RESOURCE.matcher(resource).matches()) {
      throw new InvalidDefinitionException(
          "a rollout is named kind/name, for example deployment/web: " + resource);
    }
    return new AwaitRollout(settings, resource, PATIENCE);
  }

  /** Fails when it takes longer; ten minutes unless given. */
  public AwaitRollout within(Duration time) {
    if (time.toSeconds() < 1) {
      throw new InvalidDefinitionException("a rollout takes at least a second: " + time);
    }
    return new AwaitRollout(settings, resource, time);
  }

  @Override
  public String name() {
    return "rollout " + resource.replace('/', ' ');
  }

  @Override
  public String describe() {
    return settings + " rollout status " + resource + " within " + patience;
  }

  /**
   * Waits.
   *
   * @throws StepFailedException FATAL when the rollout failed or took too long, TRANSIENT when the
   *     server does not answer
   */
  @Override
  public CommandResult run(StepContext context) throws InterruptedException {
    CommandResult result =
        settings
            .talking("rollout", "status", resource, "--timeout=" + patience.toSeconds() + "s")
            .execute(context, (source, line) -> context.log(line));
    if (result.exitCode() != 0) {
      throw KubectlProblem.failure("kubectl rollout status " + resource, result);
    }
    return result;
  }
}
