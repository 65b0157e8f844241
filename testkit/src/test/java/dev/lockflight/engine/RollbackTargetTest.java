package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Deployment;
import dev.lockflight.Deployment.State;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Order;
import dev.lockflight.OrderEntry;
import dev.lockflight.Orders;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTargetTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private final Deployment first = line("aaa", State.VERIFIED);
  private final Deployment second = line("bbb", State.VERIFIED);
  private final Deployment failed = line("ccc", State.FAILED);
  private final Deployment undone = line("ddd", State.ROLLED_BACK);
  private final Deployment present = line("eee", State.VERIFIED);

  private static Deployment line(String commit, State state) {
    return new Deployment(
        EnvironmentName.of("prod"),
        Release.of(commit),
        RunId.of("run-" + commit),
        StageName.of("prod"),
        state,
        NOON);
  }

  private static String undone(RollbackTarget target, Orders orders, Deployment... newestFirst) {
    return target.firstUndone(inForce(newestFirst), orders).release().commit();
  }

  private static List<Deployment> inForce(Deployment... newestFirst) {
    Ledger ledger = environment -> List.of(newestFirst);
    return ledger.inForce(EnvironmentName.of("prod"));
  }

  @Test
  void vetoed_releases_are_passed_over_and_never_gone_back_to() {
    Principal alice = Principal.of("alice");
    Order veto = Order.veto(EnvironmentName.of("prod"), "bbb", alice, "drops revenue");
    Orders orders = Orders.of(List.of(new OrderEntry(NOON, veto)));

    assertThat(undone(RollbackTarget.PREVIOUS, orders, present, second, first)).isEqualTo("bbb");
    assertThatThrownBy(() -> undone(RollbackTarget.PREVIOUS, orders, present, second))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("everything that was there before is vetoed");
    assertThatThrownBy(() -> undone(RollbackTarget.release("bbb"), orders, present, second))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("release bbb is vetoed: veto of bbb in prod by alice");
  }

  private static String undoneFor(RollbackTarget target, Deployment... newestFirst) {
    return undone(target, Orders.NONE, newestFirst);
  }

  @Test
  void without_a_release_the_present_deployment_is_undone() {
    assertThat(undoneFor(RollbackTarget.PREVIOUS, present, second, first)).isEqualTo("eee");
    assertThat(undoneFor(RollbackTarget.PREVIOUS, undone, present)).isEqualTo("eee");
  }

  @Test
  void everything_that_came_after_the_release_is_undone() {
    RollbackTarget toFirst = RollbackTarget.release("aaa");

    assertThat(undoneFor(toFirst, present, second, first)).isEqualTo("bbb");
    assertThat(undoneFor(toFirst, present, undone, failed, first)).isEqualTo("ccc");
    assertThat(undoneFor(RollbackTarget.release("bbb"), present, second, first)).isEqualTo("eee");
  }

  @Test
  void only_a_release_that_was_verified_there_can_be_gone_back_to() {
    assertRefused("release ccc was never verified there", "ccc", present, failed, first);
    assertRefused("release ddd was never verified there", "ddd", present, undone, first);
    assertRefused("release eee is what is there now", "eee", present, second);
    assertRefused("nothing is deployed there", "aaa", undone);
    assertRefused("nothing is deployed there", "aaa");
  }

  private static void assertRefused(String why, String commit, Deployment... newestFirst) {
    assertThatThrownBy(() -> undoneFor(RollbackTarget.release(commit), newestFirst))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_run_counts_with_its_last_line_only() {
    Deployment deploying = line("eee", State.DEPLOYING);

    assertThat(undoneFor(RollbackTarget.release("bbb"), present, deploying, second))
        .isEqualTo("eee");
    assertRefused("never verified", "ddd", present, undone, line("ddd", State.VERIFIED), first);
  }

  @Test
  void what_is_there_again_is_the_release_before_what_was_undone() {
    List<Deployment> lines = inForce(present, undone, second, first);

    assertThat(RollbackTarget.release(lines, present)).isEqualTo(second.release());
    assertThat(RollbackTarget.release(lines, second)).isEqualTo(first.release());
    assertThat(RollbackTarget.release(lines, first))
        .as("nothing was there before")
        .isEqualTo(first.release());
  }
}
