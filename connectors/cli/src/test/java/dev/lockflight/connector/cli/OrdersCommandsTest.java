package dev.lockflight.connector.cli;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.by;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.rollbackRequestedIn;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.verifiedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Environment;
import dev.lockflight.Pipeline;
import dev.lockflight.Verdict;
import dev.lockflight.engine.Engine;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.jdbc.JdbcRunStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People order what holds for an environment, on the command line. */
class OrdersCommandsTest {
  @TempDir Path directory;
  private final Environment stage = environment("stage");
  private final Environment prod = environment("prod").hotfixes(by("on-call"));
  private final Pipeline build =
      pipeline(
          "build",
          on(push("main")),
          stage("stage").in(stage).run(action("deploy", context -> {})).verify(healthy()));
  private final Pipeline deliver =
      pipeline(
          "deliver",
          on(push("main"), manual()),
          stage("prod")
              .in(prod)
              .require(verifiedIn(stage))
              .run(action("deploy", context -> {}))
              .verify(healthy()));
  private final Pipeline back =
      pipeline(
          "back",
          on(manual()),
          stage("prod")
              .in(prod)
              .require(rollbackRequestedIn(prod))
              .run(action("deploy", context -> {})));
  private Cli cli;

  private static dev.lockflight.Gate healthy() {
    return gate("healthy", context -> Verdict.passed("200"));
  }

  @BeforeEach
  void open() {
    cli = new Cli(directory, build, deliver, back);
  }

  private int built(String commit) {
    return cli.run("run", "--pipeline", "build", "--commit", commit, "--branch", "main");
  }

  private int pushed(String commit) {
    return cli.run(
        "run", "--pipeline", "deliver", "--commit", commit, "--branch", "main", "--no-wait");
  }

  private int promoted(String... more) {
    String[] all = new String[more.length + 5];
    System.arraycopy(new String[] {"promote", "--from", "stage", "--to", "prod"}, 0, all, 0, 5);
    System.arraycopy(more, 0, all, 5, more.length);
    return cli.run(all);
  }

  @Test
  void vetoed_release_is_rejected_until_the_veto_is_taken_back() {
    assertThat(built("c1a2b3c4")).isZero();
    assertThat(cli.run("veto", "--commit", "c1a2", "--reason", "leaks names")).isZero();
    assertThat(cli.out()).contains("veto of c1a2b3c4 in every environment by olivia: leaks names");
    assertThat(pushed("c1a2b3c4")).isEqualTo(5);
    assertThat(promoted()).isEqualTo(4);
    assertThat(cli.err()).contains("no release stands verified in stage").hasLineCount(1);

    assertThat(cli.run("unveto", "--commit", "c1a2", "--environment", "prod", "--reason", "x"))
        .isEqualTo(4);
    assertThat(cli.err()).contains("there is no veto of c1a2b3c4 in prod").hasLineCount(1);
    assertThat(cli.run("unveto", "--commit", "c1a2", "--reason", "it was the test")).isZero();
    assertThat(promoted()).isZero();
    assertThat(cli.run("orders")).isZero();
    assertThat(cli.out()).isEqualTo("no orders stand\n");
    assertThat(cli.run("orders", "--all")).isZero();
    assertThat(cli.out()).hasLineCount(2).contains("lifted veto of c1a2b3c4");
  }

  @Test
  void pinned_environment_lets_nothing_else_in_and_status_says_why() {
    assertThat(built("c1")).isZero();
    assertThat(promoted()).isZero();
    assertThat(cli.run("pin", "--environment", "prod", "--until", "3d", "--reason", "year end"))
        .isZero();
    assertThat(built("c2")).isZero();
    assertThat(promoted("--no-wait")).isEqualTo(3);
    assertThat(cli.run("explain")).isZero();
    assertThat(cli.out()).contains("pin of prod at c1 until", "whoever unpins it");
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out()).contains("pin of prod at c1 until", "by olivia: year end, since 2");

    assertThat(cli.run("unpin", "--environment", "prod")).isZero();
    assertThat(cli.out()).contains("unpinned prod by olivia; runs that wait go on with resume");
    assertThat(cli.run("resume")).isZero();
    assertThat(cli.run("unpin", "--environment", "prod")).isEqualTo(4);
    assertThat(cli.err()).contains("prod is not pinned; nothing changed").hasLineCount(1);
  }

  @Test
  void hold_stops_a_push_and_lets_a_person_promote() {
    assertThat(built("c1")).isZero();
    assertThat(cli.run("hold", "--environment", "prod", "--reason", "alarm")).isZero();
    assertThat(pushed("c1")).isEqualTo(3);
    assertThat(cli.run("orders", "--json")).isZero();
    assertThat(cli.out())
        .hasLineCount(1)
        .contains("\"order\":\"hold\"", "\"by\":\"olivia\"", "\"reason\":\"alarm\"");
    assertThat(cli.run("unhold", "--environment", "prod", "--reason", "was nothing")).isZero();
    assertThat(cli.run("resume")).isZero();

    assertThat(cli.run("hold", "--environment", "prod", "--reason", "alarm")).isZero();
    assertThat(built("c2")).isZero();
    assertThat(promoted()).isZero();
  }

  @Test
  void order_goes_to_the_process_that_owns_the_store() {
    assertThat(built("c1")).isZero();
    Path file = directory.resolve(".lockflight/store.db");
    try (RunStore store = JdbcRunStore.sqlite(file);
        Engine owner = Engine.on(store).owner("the service").open(build, deliver, back)) {
      assertThat(cli.run("hold", "--environment", "prod", "--reason", "alarm")).isZero();
      assertThat(cli.out()).isEqualTo("hold of prod by olivia: alarm\n");
      assertThat(owner.ledger().hold(prod.name())).isPresent();
      assertThat(cli.run("unpin", "--environment", "prod")).isEqualTo(4);
      assertThat(cli.err()).contains("prod is not pinned").hasLineCount(1);
    }
  }

  @Test
  void only_what_stands_verified_is_promoted() {
    assertThat(promoted()).isEqualTo(4);
    assertThat(built("c1")).isZero();
    assertThat(built("c2")).isZero();
    assertThat(promoted("--commit", "c9")).isEqualTo(4);
    assertThat(cli.err())
        .contains("release c9 does not stand verified in stage; those that do are [c2, c1]");
    assertThat(promoted()).isZero();
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out()).contains("prod: now c2 VERIFIED");
    assertThat(cli.run("promote", "--from", "prod", "--to", "stage")).isEqualTo(2);
    assertThat(cli.err()).contains("no pipeline that deploys to stage can be started by hand");
  }

  @Test
  void hotfix_is_told_with_its_reason_and_refused_to_others() {
    assertThat(built("c1")).isZero();
    String[] fix = {
      "run", "--pipeline", "deliver", "--commit", "c1", "--trigger", "manual", "--hotfix", "wrong"
    };
    assertThat(cli.run(fix)).isEqualTo(4);
    assertThat(cli.err()).contains("olivia may not start a hotfix of deliver; allowed: [hotfix by");
    assertThat(cli.as("olga", "on-call").run(fix)).isZero();
    assertThat(cli.run("report", "--run", CommandsTest.idOf(cli))).isZero();
    assertThat(cli.out()).contains("HOTFIX: wrong");
  }

  @Test
  void playbook_tells_of_every_pipeline_how_to_go_back() throws Exception {
    assertThat(cli.run("playbook")).isZero();
    assertThat(cli.out())
        .contains(
            "## Rollback playbook of build",
            "## Rollback playbook of deliver",
            "never; a person starts this pipeline with the older release",
            "`run --pipeline back --trigger manual --commit <older commit>`");
    assertThat(cli.run("playbook", "--pipeline", "back", "--output", "ROLLBACK.md")).isZero();
    assertThat(Files.readString(directory.resolve("ROLLBACK.md")))
        .startsWith("## Rollback playbook of back\n\n### prod in prod\n");
    assertThat(cli.run("playbook", "--json")).isZero();
    assertThat(cli.out()).hasLineCount(1).startsWith("{\"playbooks\":[\"## Rollback");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "veto --commit c1|say why with --reason",
        "hold --environment prod|say why with --reason",
        "pin --environment moon --reason x|there is no environment moon; there are [stage, prod]",
        "pin --environment prod --reason x --until monday|--until is no moment: monday; say 2027-",
        "pin --environment prod --reason x --until 2020-01-01T00:00:00Z|is over already: it is",
        "veto --reason x|Missing required option: '--commit",
        "promote --from stage|Missing required option: '--to"
      })
  void bad_input_says_what_to_do(String commandAndAnswer) {
    String[] parts = commandAndAnswer.split("\\|", 2);
    assertThat(cli.run(parts[0].split(" "))).isEqualTo(2);
    assertThat(cli.err()).contains(parts[1]).hasLineCount(1);
  }

  @Test
  void unknown_commit_is_taken_as_typed_with_a_warning() {
    assertThat(cli.run("veto", "--commit", "c7", "--reason", "x")).isZero();
    assertThat(cli.err()).contains("no run had a release c7").hasLineCount(1);
    assertThat(built("c70")).isZero();
    assertThat(built("c71")).isZero();
    assertThat(cli.run("veto", "--commit", "c7", "--reason", "x")).isEqualTo(2);
    assertThat(cli.err()).contains("c7 is not one commit: [c71, c70]").hasLineCount(1);
  }
}
