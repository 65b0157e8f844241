package dev.lockflight.dsl;

import static dev.lockflight.HotfixRule.Pass.FREEZES;
import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.by;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.failure;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.rollbackRequestedIn;
import static dev.lockflight.dsl.Lockflight.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.HotfixRule;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import org.junit.jupiter.api.Test;

/** The words for rollbacks and hotfixes. */
class OperatingWordsTest {
  private static final Principal OLGA = Principal.of("olga").withGroups("on-call");

  private final Environment prod = environment("prod").hotfixes(by("on-call").passing(FREEZES));

  private final Pipeline rollback =
      pipeline(
          "cd-rollback",
          on(manual(), failure("cd-deploy", prod)),
          stage("rollback")
              .in(prod)
              .require(rollbackRequestedIn(prod))
              .run(action("deploy again", context -> context.log("deployed"))));

  @Test
  void failure_of_a_deployment_starts_the_pipeline_that_rolls_back() {
    PipelineName deploy = PipelineName.of("cd-deploy");

    assertThat(rollback.isStartedBy(Cause.failure(deploy, prod.name(), OLGA))).isTrue();
    assertThat(rollback.isStartedBy(Cause.failure(deploy, environment("stage").name(), OLGA)))
        .isFalse();
    assertThat(rollback.isStartedBy(Cause.upstream(deploy, OLGA))).isFalse();
    assertThat(rollback.toString())
        .contains("failure of cd-deploy in prod", "rollback requested of prod");
    assertThat(failure("cd-deploy", prod).alsoWhenErrored())
        .hasToString("failure or error of cd-deploy in prod");
  }

  @Test
  void hotfix_rule_says_who_and_what_is_passed() {
    HotfixRule rule = prod.hotfixes().orElseThrow();

    assertThat(rule).hasToString("hotfix by [on-call] passes [FREEZES]");
    assertThat(rule.allows(OLGA)).isTrue();
    assertThat(rule.allows(Principal.of("peter"))).isFalse();
    assertThat(pipeline("p", on(push("main")), stage("s").in(prod)).environments())
        .containsExactly(prod);
  }
}
