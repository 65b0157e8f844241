package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  @TempDir private Path directory;

  /** A store in which one append takes as long as the test wants. */
  private static final class SlowStore extends ForwardingRunStore {
    final CountDownLatch appending = new CountDownLatch(1);
    final CountDownLatch mayGoOn = new CountDownLatch(1);
    final CountDownLatch lookedAgain = new CountDownLatch(2);
    private volatile boolean slow;
    private volatile boolean sent;

    SlowStore() {
      super(new InMemoryRunStore());
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public void send(RunStore.Request request) {
      super.send(request);
      sent = true;
    }

    @Override
    public List<RunStore.Request> requests() {
      if (sent) {
        lookedAgain.countDown();
      }
      return super.requests();
    }

    @Override
    public void append(List<Append> appends) {
      if (slow) {
        slow = false;
        appending.countDown();
        await(mayGoOn);
      }
      super.append(appends);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RunId waiting(Engine engine) throws Exception {
    RunId run = engine.start(StartRequest.of("p", Cause.manual(Rig.ALICE), Release.of("c0ffee")));
    Run settled = engine.settled(run).get(20, TimeUnit.SECONDS);
    assertThat(settled.status()).isEqualTo(RunStatus.WAITING);
    return run;
  }

  @Test
  void a_request_is_obeyed_while_somebody_else_writes() throws Exception {
    Pipeline pipeline =
        Pipeline.of(
            "p",
            Stage.of("ship")
                .require(ApprovalRule.of("owners"))
                .run(new Steps.Scripted<>("ship", Set.of(), c -> "shipped")));
    SlowStore store = new SlowStore();
    try (Engine engine = Engine.on(store).workspaces(directory).open(pipeline)) {
      RunId here = waiting(engine);
      RunId elsewhere = waiting(engine);
      store.slow = true;
      CompletableFuture<Run> approved =
          CompletableFuture.supplyAsync(() -> engine.approve(Answer.to(here, "owners", Rig.BOB)));
      await(store.appending);
      String request = Requests.to(store).approve(Answer.to(elsewhere, "owners", Rig.BOB));
      await(store.lookedAgain);
      store.mayGoOn.countDown();

      assertThat(approved.get(20, TimeUnit.SECONDS).id()).isEqualTo(here);
      for (RunId run : List.of(here, elsewhere)) {
        assertThat(engine.ended(run).get(20, TimeUnit.SECONDS).status())
            .isEqualTo(RunStatus.SUCCEEDED);
      }
      while (Requests.to(store).answer(request).isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(Requests.to(store).answer(request).orElseThrow().isDone()).isTrue();
    }
  }
}
