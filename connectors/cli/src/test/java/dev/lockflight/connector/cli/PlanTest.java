package dev.lockflight.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.plan.Plan;
import dev.lockflight.report.PlanReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  @TempDir Path directory;
  Samples samples;
  Cli cli;

  @BeforeEach
  void open() {
    samples = new Samples(directory);
    cli = new Cli(directory, samples.delivery());
  }

  private Plan plan(String... more) throws Exception {
    String[] all = {
      "plan", "--commit", "4f2a1c9", "--branch", "main", "--format", "json", "--out", "a/plan.json"
    };
    String[] arguments = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, arguments, all.length, more.length);
    assertThat(cli.run(arguments)).isZero();
    assertThat(cli.out()).isEmpty();
    return PlanReport.read(Files.readString(directory.resolve("a/plan.json")));
  }

  @Test
  void plan_is_told_in_every_format() {
    for (String format : new String[] {"text", "markdown", "json"}) {
      assertThat(cli.run("plan", "--commit", "4f2a1c9", "--branch", "main", "--format", format))
          .isZero();
      assertThat(cli.out()).contains("prod_build").contains("asks owners");
    }
    assertThat(cli.run("plan", "--commit", "4f2a1c9", "--branch", "main", "--json")).isZero();
    assertThat(cli.out()).hasLineCount(1).startsWith("{\"schema\":\"lockflight.plan\"");
  }

  @Test
  void run_starts_what_a_plan_shows_and_the_report_says_so() throws Exception {
    Plan plan = plan("--param", "size=3");

    assertThat(cli.as("omar", "owners").run("run", "--plan", "a/plan.json", "--yes")).isZero();
    assertThat(samples.done()).isEqualTo("build prod_build");
    assertThat(cli.run("report")).isZero();
    assertThat(cli.out()).contains("applied from plan " + plan.digest().brief());
    assertThat(cli.run("report", "--json")).isZero();
    assertThat(cli.out())
        .contains("\"plan\":\"" + plan.digest() + "\"", "\"size\":\"3\"", "\"by\":\"omar\"");
  }

  @Test
  void run_is_refused_when_something_the_plan_shows_has_changed() throws Exception {
    assertThat(plan().stages()).hasSize(2);
    assertThat(cli.start("--yes")).isZero();

    assertThat(cli.run("run", "--plan", "a/plan.json", "--yes")).isEqualTo(4);
    assertThat(cli.err())
        .contains("no longer holds", "what is deployed in prod was 'nothing'", "look at a new plan")
        .hasLineCount(1);
    assertThat(samples.done()).isEqualTo("build prod_build");
  }

  @Test
  void what_is_no_plan_is_refused() throws Exception {
    assertThat(plan().stages()).hasSize(2);
    assertThat(cli.run("run", "--plan", "none.json")).isEqualTo(2);
    assertThat(cli.err()).contains("the plan cannot be read", "none.json").hasLineCount(1);
    var written = Files.writeString(directory.resolve("text.txt"), "plan of delivery");
    assertThat(cli.run("run", "--plan", written.toString())).isEqualTo(2);
    assertThat(cli.err()).contains("this is no plan").hasLineCount(1);
    assertThat(cli.run("run", "--plan", "a/plan.json", "--commit", "4f2a1c9")).isEqualTo(2);
    assertThat(cli.err()).contains("--plan says what is started").hasLineCount(1);
    assertThat(Files.exists(directory.resolve(".lockflight"))).isFalse();
  }
}
