package dev.lockflight.connector.kubernetes;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.connector.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the manifests are and whom kubectl talks to.
 *
 * @param command kubectl with its environment, and no arguments
 * @param target the options that name the cluster
 */
record KubernetesSettings(Path directory, Command command, List<String> target) {
  KubernetesSettings {
    target = List.copyOf(target);
  }

  static KubernetesSettings of(Path directory) {
    return new KubernetesSettings(directory, Command.of("kubectl").in(directory), List.of());
  }

  KubernetesSettings with(Command changed) {
    return new KubernetesSettings(directory, changed, target);
  }

  KubernetesSettings withTarget(String option) {
    String name = option.substring(0, option.indexOf('=') + 1);
    List<String> all = new ArrayList<>(target);
    all.removeIf(each -> each.startsWith(name));
    all.add(option);
    return new KubernetesSettings(directory, command, all);
  }

  /** These settings, which name a context. */
  KubernetesSettings bound() {
    if (target.stream().noneMatch(each -> each.startsWith("--context="))) {
      throw new InvalidDefinitionException(
          "what talks to a cluster must name it: say context(name) before; the context that"
              + " happens to be selected on a machine is never used");
    }
    return this;
  }

  /** kubectl for the cluster. */
  Command talking(String... arguments) {
    return command.arguments(target).arguments(arguments);
  }

  @Override
  public String toString() {
    return command.arguments(target).describe();
  }
}
