package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.OrderEntry;
import dev.lockflight.Orders;
import dev.lockflight.PipelineName;
import dev.lockflight.StageName;
import dev.lockflight.Structure;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.RunStore.Query;
import dev.lockflight.store.RunStore.Request;
import dev.lockflight.store.StoreException;
import dev.lockflight.store.StoreOwnedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every run store promises, whatever keeps its journals. A store of your own passes when your
 * test extends this and gives an empty one in {@link #open}; if it outlives its process, extend
 * {@link SharedRunStoreContract}.
 */
public abstract class RunStoreContract extends JournalContract {
  @Test
  void runs_are_listed_newest_first_by_pipeline_and_status() {
    store.append(
        List.of(
            new RunScript("a", NOW).in(RunStatus.WAITING).step(1),
            new RunScript("b", NOW.plusNanos(2)).of("other").in(RunStatus.RUNNING).step(1),
            new RunScript("c", NOW.plusNanos(1)).in(RunStatus.SUCCEEDED).step(1),
            new RunScript("d", NOW).in(RunStatus.PENDING).step(1),
            new RunScript("e", NOW.minusSeconds(9)).in(RunStatus.FAILED).step(1)));

    assertThat(listed(Query.newest(100))).containsExactly("b", "c", "d", "a", "e");
    assertThat(listed(Query.newest(2))).containsExactly("b", "c");
    assertThat(listed(Query.UNFINISHED)).containsExactly("b", "d", "a");
    assertThat(listed(new Query(PipelineName.of("delivery"), Set.of(), 3)))
        .containsExactly("c", "d", "a");
    assertThat(listed(new Query(RunScript.DELIVERY, Set.of(RunStatus.FAILED), 9)))
        .containsExactly("e");
    assertThat(listed(new Query(PipelineName.of("unknown"), Set.of(), 9))).isEmpty();
  }

  private List<String> listed(Query query) {
    return store.list(query).stream().map(run -> run.run().value()).toList();
  }

  @Test
  void structures_keep_the_order_of_their_stages() {
    Map<StageName, String> stages = new LinkedHashMap<>();
    for (String name : List.of("z", "a", "m", "ß", "B")) {
      stages.put(StageName.of(name), "stage " + name + "\n  \"step\" 🚢");
    }
    Structure structure = new Structure(RunScript.DELIVERY, stages);
    for (int run = 1; run <= 3; run++) {
      Append append = new RunScript("run-" + run, NOW).step(1);
      store.append(List.of(new Append(append.entries(), append.summary(), structure)));
    }

    assertThat(store.structure(structure.digest())).contains(structure);
    assertThat(store.structure(structure.digest()).orElseThrow().digest())
        .isEqualTo(structure.digest());
    assertThat(store.structure(Digest.of("unknown"))).isEmpty();
  }

  @Test
  void the_ledger_of_an_environment_is_newest_first() {
    RunScript one = new RunScript("run-1", NOW);
    RunScript two = new RunScript("run-2", NOW);
    store.append(
        List.of(
            one.next(
                deployment("run-1", Deployment.State.DEPLOYING),
                new StageEvent.StageBegun(StageName.of("s")),
                deployment("run-1", Deployment.State.DEPLOYED)),
            two.next(deployment("run-2", Deployment.State.DEPLOYING))));
    store.append(List.of(one.next(deployment("run-1", Deployment.State.VERIFIED))));

    assertThat(store.deployments(PROD))
        .extracting(line -> line.run() + " " + line.state())
        .containsExactly("run-1 VERIFIED", "run-2 DEPLOYING", "run-1 DEPLOYED", "run-1 DEPLOYING");
    assertThat(store.deployments(PROD).get(0))
        .isEqualTo(deployment("run-1", Deployment.State.VERIFIED).deployment());
    assertThat(store.deployments(EnvironmentName.of("stage"))).isEmpty();
  }

  @Test
  void orders_are_kept_in_the_order_in_which_they_were_given() {
    assertThat(store.orders()).isEmpty();
    List<OrderEntry> given = EveryOrder.given(NOW);

    given.forEach(store::write);

    assertThat(store.orders()).isEqualTo(given);
    assertThat(Orders.of(store.orders()).pin(PROD, NOW)).isEmpty();
  }

  @Test
  void one_at_a_time_owns_the_store() {
    assertThat(store.owner()).isEmpty();
    Ownership first = store.own("ada's engine, process 1 \"🚢\"");

    assertThat(store.owner()).contains("ada's engine, process 1 \"🚢\"");
    assertThatThrownBy(() -> store.own("another"))
        .isInstanceOf(StoreOwnedException.class)
        .hasMessageContaining("is owned by ada's engine, process 1");
    store.append(List.of(new RunScript("run-1", NOW).step(1)));

    first.close();
    assertThat(store.owner()).isEmpty();
    Ownership second = store.own("second");
    first.close();
    assertThat(store.owner()).contains("second");
    second.close();
    assertThat(store.owner()).isEmpty();
  }

  @Test
  void requests_wait_in_order_until_they_are_answered_once() {
    Request first = new Request("id-1", "approve", "{\"comment\": \"'ok'\n🚢\u0000\ud83d\"}");
    store.send(first);
    store.send(new Request("id-0", "abort", ""));
    store.send(first);

    assertThat(store.requests()).containsExactly(first, new Request("id-0", "abort", ""));
    assertThat(store.answerTo("id-1")).isEmpty();

    store.answer("id-1", "done \u0000 🚢");
    store.answer("id-1", "too late");
    store.send(first);
    assertThat(store.requests()).extracting(Request::id).containsExactly("id-0");
    assertThat(store.answerTo("id-1")).contains("done \u0000 🚢");
    assertThatThrownBy(() -> store.answer("unknown", ""))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no request 'unknown'");
  }

  @Test
  void a_bookmark_is_what_was_kept_last() {
    assertThat(store.bookmark("poll main")).isEmpty();

    store.keepBookmark("poll main", "c1");
    store.keepBookmark("poll dev \u0000 🚢", "{\"at\": \"'x'\n\u0000🚢\"}");
    store.keepBookmark("poll main", "c2");

    assertThat(store.bookmark("poll main")).contains("c2");
    assertThat(store.bookmark("poll dev \u0000 🚢")).contains("{\"at\": \"'x'\n\u0000🚢\"}");
    assertThat(store.bookmark("poll")).isEmpty();
  }
}
