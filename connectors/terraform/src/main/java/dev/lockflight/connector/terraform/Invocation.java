package dev.lockflight.connector.terraform;

import dev.lockflight.GateContext;
import dev.lockflight.StepContext;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import java.util.List;

/** One Terraform command with its arguments. */
final class Invocation {
  private final String verb;
  private final Command command;

  private Invocation(String verb, Command command) {
    this.verb = verb;
    this.command = command;
  }

  static Invocation of(Settings settings, String verb, List<String> arguments) {
    return new Invocation(
        "terraform " + verb, settings.command().arguments(verb, "-no-color").arguments(arguments));
  }

  Heard run(StepContext context) throws InterruptedException {
    Messages messages = new Messages(context, context::progress);
    return new Heard(verb, command.execute(context, messages), messages);
  }

  Heard ask(GateContext context) throws InterruptedException {
    Messages messages = new Messages(context, progress -> {});
    CommandResult result = command.executeInGate(context, messages);
    return new Heard(verb, result, messages);
  }
}
