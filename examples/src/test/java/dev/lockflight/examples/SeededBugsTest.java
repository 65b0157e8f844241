package dev.lockflight.examples;

import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.testkit.TestKit.approvedBy;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.entering;
import static dev.lockflight.testkit.TestKit.everyFailedVerificationIsRolledBackIn;
import static dev.lockflight.testkit.TestKit.explore;
import static dev.lockflight.testkit.TestKit.never;
import static dev.lockflight.testkit.TestKit.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Environment;
import dev.lockflight.Pipeline;
import dev.lockflight.Reactions;
import dev.lockflight.Stage;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.testkit.explore.Invariant;
import dev.lockflight.testkit.explore.Violation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes that a pipeline author could make, each in a copy of the delivery, and what finds it.
 */
class SeededBugsTest {
  @TempDir Path data;
  private Pipeline delivery;
  private Environment prod;
  private Invariant promotion;

  @BeforeEach
  void describe() {
    LocalDbt never = LocalDbt.executable(Path.of("dbt"));
    delivery = ContinuousDelivery.forTeams(new Workplace(Path.of("dbt"), never, data));
    prod = Variant.environment(delivery, "prod");
    promotion =
        never(entering(prod))
            .without(verified(Variant.environment(delivery, "stage")))
            .and(approvedBy("data-owners", 1));
  }

  private Violation found(Pipeline buggy, Invariant invariant) {
    return explore(buggy).startedBy(push("main")).find(invariant).violation().orElseThrow();
  }

  @Test
  void a_bypass_edge() {
    Pipeline buggy = Variant.of(delivery).stage("prod_build", each -> each.after());
    Violation violation = found(buggy, promotion);
    assertThat(violation.what()).isEqualTo("release-1 enters prod and was not verified in stage");
    assertThat(violation.story())
        .containsExactly("run-1 prod_build data-owners-1 approves data-owners");
    assertThatThrownBy(() -> assertThat(buggy).everyPathInto("prod").passes("tests passed stg"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("prod_build");
  }

  @Test
  void an_approval_on_the_wrong_stage() {
    Environment open = Environment.of("prod");
    Pipeline unguarded =
        Variant.of(delivery).environments(each -> each.name().equals(prod.name()) ? open : each);
    ApprovalRule owners = approval("data-owners");
    Pipeline buggy = Variant.of(unguarded).stage("docs", each -> each.require(owners));
    assertThat(found(buggy, promotion).what())
        .isEqualTo("release-1 enters prod and was not approved by 1 of data-owners");
    assertThatThrownBy(() -> assertThat(buggy).everyPathInto("prod").passes("data-owners"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("prod_build");
  }

  @Test
  void a_missing_rollback() {
    Pipeline buggy =
        Variant.of(delivery)
            .stage(
                "prod_build",
                each ->
                    new Stage(
                        each.name(),
                        each.placement(),
                        each.gates(),
                        each.steps(),
                        new Reactions(List.of(), null, List.of(), List.of()),
                        each.limits()));
    assertThat(found(buggy, everyFailedVerificationIsRolledBackIn(prod)).what())
        .contains("prod_build ends without a rollback although");
  }

  @Test
  void an_unguarded_environment() {
    Environment open = Environment.of("prod");
    Pipeline buggy =
        Variant.of(delivery).environments(each -> each.name().equals(prod.name()) ? open : each);
    assertThat(found(buggy, promotion).story()).last().asString().contains("stg_build");
  }

  @Test
  void a_join_that_fires_on_a_stage_that_did_not_succeed() {
    Pipeline buggy = Variant.of(delivery).stage("prod_build", each -> each.afterEndOf("stg_build"));
    Violation violation = found(buggy, promotion);
    assertThat(violation.what()).isEqualTo("release-1 enters prod and was not verified in stage");
    assertThat(violation.story()).first().asString().contains("stg_build").contains("fails");
  }
}
