package dev.lockflight.connector.airflow;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.RestException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Airflow with the DAGs of the test resources, begun and ended here. */
final class InstalledAirflow implements AutoCloseable {
  private static final String PASSWORD = "s3cret-ci";

  private final Path executable;
  private final Path home;
  private final int port;
  private final boolean isVersion2;
  private final Process process;

  private InstalledAirflow(Path executable, Path home) throws Exception {
    this.executable = executable;
    this.home = home;
    port = freePort();
    Path dags = Files.createDirectories(home.resolve("dags"));
    for (String file : List.of("brewery.py", "broken.py")) {
      Files.copy(Path.of("src/test/resources/dags", file), dags.resolve(file));
    }
    run("db", "migrate");
    isVersion2 = run("version").contains("2.");
    if (isVersion2) {
      run(
          "users",
          "create",
          "-u",
          "ci",
          "-p",
          PASSWORD,
          "-f",
          "c",
          "-l",
          "i",
          "-r",
          "Admin",
          "-e",
          "ci@example.org");
    } else {
      Files.writeString(
          home.resolve("simple_auth_manager_passwords.json.generated"),
          "{\"ci\": \"" + PASSWORD + "\"}");
    }
    process = command("standalone").start();
  }

  static InstalledAirflow begin(Path executable, Path home) throws Exception {
    return new InstalledAirflow(executable, home);
  }

  boolean isVersion2() {
    return isVersion2;
  }

  /** Open, and with the DAGs loaded. */
  Airflow open() throws Exception {
    AirflowSettings settings =
        AirflowSettings.usual().secrets(SecretSource.of(Map.of("airflow-password", PASSWORD)));
    Airflow airflow =
        Airflow.open(
            URI.create("http://127.0.0.1:" + port),
            AirflowAuth.login("ci", Secret.of("airflow-password")),
            isVersion2 ? settings.airflow2() : settings);
    for (int tries = 0; tries < 90 && !isLoaded(airflow); tries++) {
      pause();
    }
    return airflow;
  }

  private static boolean isLoaded(Airflow airflow) throws InterruptedException {
    try {
      return airflow.dag("asleep").isPaused() && !airflow.importErrors().isEmpty();
    } catch (RestException e) {
      return false;
    }
  }

  static void pause() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
  }

  @CanIgnoreReturnValue
  private String run(String... arguments) throws Exception {
    Process command = command(arguments).start();
    if (!command.waitFor(3, TimeUnit.MINUTES) || command.exitValue() != 0) {
      throw new IllegalStateException(
          String.join(" ", arguments) + " failed, see " + home.resolve("airflow.log"));
    }
    List<String> lines = Files.readAllLines(home.resolve("airflow.log"));
    return lines.get(lines.size() - 1);
  }

  private ProcessBuilder command(String... arguments) {
    List<String> words = new ArrayList<>(List.of(executable.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder command = new ProcessBuilder(words).directory(home.toFile());
    String address = "http://127.0.0.1:" + port;
    Map<String, String> environment = command.environment();
    environment.put("PATH", requireNonNull(executable.getParent()) + ":" + environment.get("PATH"));
    environment.put("AIRFLOW_HOME", home.toString());
    environment.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    environment.put("AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION", "False");
    environment.put("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS", "ci:admin");
    environment.put("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", address + "/execution/");
    environment.put("AIRFLOW__API__HOST", "127.0.0.1");
    environment.put("AIRFLOW__API__PORT", Integer.toString(port));
    environment.put("AIRFLOW__API__BASE_URL", address);
    environment.put("AIRFLOW__API__WORKERS", "1");
    environment.put("AIRFLOW__API__AUTH_BACKENDS", "airflow.api.auth.backend.basic_auth");
    environment.put("AIRFLOW__API_AUTH__JWT_ISSUER", "lockflight-test");
    environment.put("AIRFLOW__WEBSERVER__WEB_SERVER_HOST", "127.0.0.1");
    environment.put("AIRFLOW__WEBSERVER__WEB_SERVER_PORT", Integer.toString(port));
    environment.put("AIRFLOW__WEBSERVER__WORKERS", "1");
    return command
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("airflow.log").toFile()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroyForcibly);
    var unused = process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
