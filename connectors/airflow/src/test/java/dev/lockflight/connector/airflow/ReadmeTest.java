package dev.lockflight.connector.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.Stage;
import dev.lockflight.dsl.Lockflight;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Parameter<LocalDate> DAY =
      Parameter.of("day", LocalDate.class).byDefault(LocalDate.parse("2026-02-28"));
  private static final Output<DagRun> RUN = Output.of("run", DagRun.class);

  @Test
  void the_flow_of_the_readme_is_a_pipeline() {
    Map<String, String> environment = Map.of("airflow-password", "x");
    // readme:flow
    Airflow airflow =
        Airflow.open(
            URI.create("https://airflow.acme.example"),
            AirflowAuth.login("ci", Secret.of("airflow-password")),
            SecretSource.of(environment));

    Stage nightly =
        Stage.of("pipeline_test")
            .require(airflow.noImportErrors(), airflow.dagsReady("brewery_pipeline"))
            .run(
                airflow
                    .trigger("brewery_pipeline")
                    .conf("day", DAY)
                    .logicalDate(DAY)
                    .within(Duration.ofMinutes(20))
                    .keepingLogs()
                    .into(RUN));
    // readme:end
    Pipeline pipeline = Pipeline.of("nightly", Lockflight.parameters(DAY), nightly);

    assertThat(pipeline.toString())
        .contains("Airflow DAG brewery_pipeline with [day] for a logical date within PT20M");
    airflow.close();
  }

  @Test
  void the_readme_says_what_is_built_here() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/dev/lockflight/connector/airflow/ReadmeTest.java"));
    String cut =
        source.substring(
            source.indexOf("// readme:flow\n") + 15, source.indexOf("// readme:end\n"));

    assertThat(squeezed(Files.readString(Path.of("README.md")))).contains(squeezed(cut));
  }

  private static String squeezed(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
  }
}
