package dev.lockflight.testkit.simulation;

import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.SecretSource;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.EngineThreads;
import dev.lockflight.notify.Notifications;
import dev.lockflight.store.RunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Opens the engines of a simulation, each after a crash of the one before. */
final class OpenEngine {
  private final Map<String, String> secrets = new HashMap<>();
  private final List<Notifications> notifications = new ArrayList<>();
  private final List<Function<Engine, ?>> also = new ArrayList<>();
  private int ids;

  void secret(String name, String value) {
    secrets.put(name, value);
  }

  void notifying(Notifications... rules) {
    notifications.addAll(List.of(rules));
  }

  /** Also done with each engine. */
  void then(Function<Engine, ?> done) {
    also.add(done);
  }

  Engine engine(RunStore store, VirtualTime time, FakeWorld world, List<Pipeline> pipelines) {
    return Engine.on(store)
        .clock(time)
        .threads(EngineThreads.of(world, time))
        .secrets(SecretSource.of(secrets))
        .ids(() -> RunId.of("run-" + ++ids))
        .workspaces(Path.of(System.getProperty("java.io.tmpdir"), "lockflight-simulation"))
        .standIns(world)
        .owner("simulation")
        .notifying(notifications.toArray(Notifications[]::new))
        .open(pipelines.toArray(Pipeline[]::new));
  }

  void opened(Engine engine) {
    for (Function<Engine, ?> each : also) {
      var unused = each.apply(engine);
    }
  }
}
