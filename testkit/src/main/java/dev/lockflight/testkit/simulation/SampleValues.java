package dev.lockflight.testkit.simulation;

import dev.lockflight.Digest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A value of a type that says nothing: what a faked step leaves unless the test gives one. */
final class SampleValues {
  private static final Map<Class<?>, Supplier<Object>> KNOWN = known();

  private final Instant now;

  SampleValues(Instant now) {
    this.now = now;
  }

  private static Map<Class<?>, Supplier<Object>> known() {
    Map<Class<?>, Supplier<Object>> known = new HashMap<>();
    known.put(String.class, () -> "sample");
    known.put(boolean.class, () -> false);
    known.put(Boolean.class, () -> false);
    known.put(int.class, () -> 1);
    known.put(Integer.class, () -> 1);
    known.put(long.class, () -> 1L);
    known.put(Long.class, () -> 1L);
    known.put(double.class, () -> 1.0);
    known.put(Double.class, () -> 1.0);
    known.put(BigDecimal.class, () -> BigDecimal.ONE);
    known.put(BigInteger.class, () -> BigInteger.ONE);
    known.put(Duration.class, () -> Duration.ofSeconds(1));
    known.put(LocalDate.class, () -> LocalDate.EPOCH);
    known.put(Path.class, () -> Path.of("sample"));
    known.put(URI.class, () -> URI.create("https://sample.invalid/"));
    known.put(Digest.class, () -> Digest.of("sample"));
    known.put(List.class, List::of);
    known.put(Set.class, Set::of);
    known.put(Map.class, Map::of);
    known.put(Optional.class, Optional::empty);
    return Map.copyOf(known);
  }

  /**
   * A sample; the same each time.
   *
   * @throws IllegalArgumentException when no value of the type can be made up
   */
  Object of(Class<?> type) {
    Supplier<Object> simple = KNOWN.get(type);
    if (simple != null) {
      return simple.get();
    }
    if (type == Instant.class) {
      return now;
    }
    if (type.isEnum() && type.getEnumConstants().length > 0) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord()) {
      return record(type);
    }
    if (type.isSealed()) {
      return of(type.getPermittedSubclasses()[0]);
    }
    throw new IllegalArgumentException("no sample of " + type.getName() + " can be made up");
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = of(types[i]);
    }
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "no sample of " + type.getName() + " can be made up: " + e.getCause(), e);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalArgumentException(
          "no sample of " + type.getName() + " can be made up: " + e, e);
    }
  }
}
