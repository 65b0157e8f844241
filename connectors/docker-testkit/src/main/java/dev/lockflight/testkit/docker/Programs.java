package dev.lockflight.testkit.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of PATH, and of the directories where Debian puts those for root. */
record Programs(Map<String, String> environment) {
  private static final List<String> ALSO =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin");

  Optional<String> missing(String... names) {
    List<String> missing = Stream.of(names).filter(name -> look(name).isEmpty()).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not installed: "
                + String.join(", ", missing)
                + "; on Debian: apt-get install docker.io docker-registry apache2-utils");
  }

  Path find(String name) {
    return look(name)
        .orElseThrow(() -> new IllegalStateException(missing(name).orElse(name + " is missing")));
  }

  private Optional<Path> look(String name) {
    return Stream.of(path().split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  String path() {
    return environment.getOrDefault("PATH", "") + ":" + String.join(":", ALSO);
  }
}
