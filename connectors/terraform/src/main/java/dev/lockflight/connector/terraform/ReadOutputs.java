package dev.lockflight.connector.terraform;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CapturedText;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code terraform output}. Immutable and thread-safe.
 *
 * <p>{@code terraform output -json} prints sensitive values in the clear, and they would stand in
 * the log of the step. So the names are read first, from the form for people, which hides them, and
 * then each output that is not sensitive by itself.
 */
public final class ReadOutputs implements Call<TerraformOutputs> {
  private static final Pattern NAMED = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_-]*) = (.*)");
  private final Settings settings;

  ReadOutputs(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "terraform output";
  }

  @Override
  public String describe() {
    return settings + " output";
  }

  /**
   * Reads them.
   *
   * @throws StepFailedException when the state cannot be read
   */
  @Override
  public TerraformOutputs run(StepContext context) throws InterruptedException {
    SortedSet<String> sensitive = new TreeSet<>();
    SortedSet<String> open = new TreeSet<>();
    for (String line : told(List.of(), context).lines().toList()) {
      Matcher named = NAMED.matcher(line);
      if (named.matches()) {
        boolean hidden = named.group(2).equals("<sensitive>");
        var unused = (hidden ? sensitive : open).add(named.group(1));
      }
    }
    open.removeAll(sensitive);
    Map<String, String> values = new TreeMap<>();
    for (String name : open) {
      values.put(name, told(List.of("-json", name), context));
    }
    return new TerraformOutputs(values, sensitive);
  }

  private String told(List<String> arguments, StepContext context) throws InterruptedException {
    Settings keeping = settings.with(settings.command().keeping(1 << 20));
    Heard heard = Invocation.of(keeping, "output", arguments).run(context);
    if (heard.exitCode() != 0) {
      throw heard.failure(TerraformProblem.BROKEN).asStepFailure(heard.result().logFile());
    }
    CapturedText output = heard.result().output();
    if (!output.complete()) {
      throw StepFailedException.fatal(
          "terraform output "
              + String.join(" ", arguments)
              + " is longer than 1,048,576 characters; keep such data elsewhere");
    }
    return output.text();
  }
}
