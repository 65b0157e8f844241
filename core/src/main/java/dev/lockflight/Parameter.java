package dev.lockflight;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A typed input of a pipeline. Its value is the explicit one given at the start, else the one of
 * the stage's environment, else the default; it is checked when the run is created.
 *
 * @param type String, Integer, Long, Boolean, BigDecimal, Duration, LocalDate or an enum
 * @param allowed the only texts allowed; empty means any
 */
public record Parameter<T>(
    String name,
    Class<T> type,
    @Nullable String byDefault,
    List<String> allowed,
    String description) {
  private static final Map<Class<?>, Function<String, Object>> READERS = readers();

  public Parameter {
    NameRule.check("parameter name", name);
    allowed = List.copyOf(allowed);
    if (!type.isEnum() && !READERS.containsKey(type)) {
      throw new InvalidDefinitionException(
          "parameter "
              + name
              + " has type "
              + type.getName()
              + "; allowed are enums and "
              + READERS.keySet().stream().map(Class::getSimpleName).toList());
    }
  }

  public static Parameter<String> text(String name) {
    return of(name, String.class);
  }

  public static <T> Parameter<T> of(String name, Class<T> type) {
    return new Parameter<>(name, type, null, List.of(), "");
  }

  public Parameter<T> byDefault(T value) {
    return checked(new Parameter<>(name, type, value.toString(), allowed, description));
  }

  /** Only these values may be given. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final Parameter<T> oneOf(T... values) {
    List<String> texts = Arrays.stream(values).map(Object::toString).toList();
    return checked(new Parameter<>(name, type, byDefault, texts, description));
  }

  public Parameter<T> describedAs(String text) {
    return new Parameter<>(name, type, byDefault, allowed, text);
  }

  /**
   * The value that {@code text} means.
   *
   * @throws InvalidParameterException when the text is not of this type or not allowed
   */
  public T parse(String text) {
    if (!allowed.isEmpty() && !allowed.contains(text)) {
      throw new InvalidParameterException(name, text, "one of " + String.join(", ", allowed));
    }
    try {
      return type.cast(type.isEnum() ? enumConstant(text) : reader().apply(text));
    } catch (RuntimeException e) {
      throw new InvalidParameterException(name, text, expected());
    }
  }

  /**
   * Refuses a text that {@link #parse} could not read.
   *
   * @throws InvalidParameterException when the text is not of this type or not allowed
   */
  public void check(String text) {
    if (parse(text) == null) {
      throw new InvalidParameterException(name, text, expected());
    }
  }

  /** The default, when there is one. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(byDefault);
  }

  private Function<String, Object> reader() {
    Function<String, Object> reader = READERS.get(type);
    if (reader == null) {
      throw new IllegalStateException("no reader for " + type);
    }
    return reader;
  }

  private Object enumConstant(String text) {
    for (T constant : type.getEnumConstants()) {
      if (constant.toString().equals(text) || ((Enum<?>) constant).name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private String expected() {
    return type.isEnum()
        ? "one of " + List.of(type.getEnumConstants())
        : "a " + type.getSimpleName();
  }

  private static <T> Parameter<T> checked(Parameter<T> parameter) {
    parameter.defaultText().ifPresent(parameter::check);
    return parameter;
  }

  private static Map<Class<?>, Function<String, Object>> readers() {
    Map<Class<?>, Function<String, Object>> readers = new LinkedHashMap<>();
    readers.put(String.class, text -> text);
    readers.put(Integer.class, Integer::valueOf);
    readers.put(Long.class, Long::valueOf);
    readers.put(Boolean.class, Parameter::truth);
    readers.put(BigDecimal.class, BigDecimal::new);
    readers.put(Duration.class, Duration::parse);
    readers.put(LocalDate.class, LocalDate::parse);
    return readers;
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  @Override
  public String toString() {
    return name + ": " + type.getSimpleName() + (byDefault == null ? "" : " = " + byDefault);
  }
}
