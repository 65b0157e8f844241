package dev.lockflight.testkit.fake;

import dev.lockflight.MissingOutputException;
import dev.lockflight.Output;
import dev.lockflight.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What earlier steps left, kept as JSON as a journal keeps it; notes what is asked for. */
final class Outputs {
  private final Map<String, List<String>> values = new ConcurrentHashMap<>();
  private final Set<Output<?>> read = Collections.synchronizedSet(new LinkedHashSet<>());

  void put(Output<?> key, List<?> cells) {
    values.put(key.name(), cells.stream().map(Json::write).toList());
  }

  <T> List<T> each(Output<T> key) {
    boolean unused = read.add(key);
    return values.getOrDefault(key.name(), List.of()).stream()
        .map(json -> Json.read(json, key.type()))
        .toList();
  }

  /** The only value; like the engine's, refused when several cells wrote one. */
  <T> List<T> single(Output<T> key) {
    List<T> all = each(key);
    if (all.size() > 1) {
      throw new MissingOutputException(
          key, all.size() + " cells have written it; read them with readEach");
    }
    return all;
  }

  List<Output<?>> read() {
    synchronized (read) {
      return new ArrayList<>(read);
    }
  }
}
