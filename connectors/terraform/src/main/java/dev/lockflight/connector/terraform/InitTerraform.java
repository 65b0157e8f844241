package dev.lockflight.connector.terraform;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code terraform init}. Harmless when repeated. Immutable and thread-safe.
 *
 * <p>Providers are those of the committed dependency lock file, so that a plan is made by what was
 * reviewed: {@link #lockedProviders()} refuses to change it.
 */
public final class InitTerraform implements Call<CommandResult> {
  private final Settings settings;
  private final List<String> arguments;

  InitTerraform(Settings settings) {
    this(settings, List.of());
  }

  private InitTerraform(Settings settings, List<String> arguments) {
    this.settings = settings;
    this.arguments = List.copyOf(arguments);
  }

  /**
   * Leaves the state alone ({@code -backend=false}): enough for {@link Terraform#formatted()} and
   * {@link Terraform#valid()}, without credentials.
   */
  public InitTerraform withoutBackend() {
    return with("-backend=false");
  }

  /** A setting of the backend; a secret one travels by a variable of the backend's own. */
  public InitTerraform backend(String name, String value) {
    return with("-backend-config=" + name + "=" + value);
  }

  /** Fails when the dependency lock file would have to be changed. */
  public InitTerraform lockedProviders() {
    return with("-lockfile=readonly");
  }

  private InitTerraform with(String argument) {
    List<String> all = new ArrayList<>(arguments);
    all.add(argument);
    return new InitTerraform(settings, all);
  }

  @Override
  public String name() {
    return "terraform init";
  }

  @Override
  public String describe() {
    return settings + " init " + String.join(" ", arguments);
  }

  /**
   * Runs it.
   *
   * @throws StepFailedException TRANSIENT when a registry or backend does not answer, else FATAL
   */
  @Override
  public CommandResult run(StepContext context) throws InterruptedException {
    Heard heard = Invocation.of(settings, "init", arguments).run(context);
    if (heard.exitCode() != 0) {
      throw heard.failure(TerraformProblem.BROKEN).asStepFailure(heard.result().logFile());
    }
    return heard.result();
  }
}
