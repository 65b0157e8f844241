package dev.lockflight;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The values of a run's parameters, as text; default, environment and explicit already merged. */
public record ParameterValues(Map<String, String> texts) {
  public static final ParameterValues NONE = new ParameterValues(Map.of());

  public ParameterValues {
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /**
   * The value of {@code parameter}: the one held here, else its default.
   *
   * @throws InvalidParameterException when there is none, or it is not of the parameter's type
   */
  public <T> T get(Parameter<T> parameter) {
    String text = texts.get(parameter.name());
    if (text == null) {
      text =
          parameter
              .defaultText()
              .orElseThrow(
                  () ->
                      new InvalidParameterException(
                          parameter.name(), "", "given: it has no default"));
    }
    return parameter.parse(text);
  }

  /** These values, overridden by {@code stronger}. */
  public ParameterValues overriddenBy(Map<String, String> stronger) {
    Map<String, String> merged = new TreeMap<>(texts);
    merged.putAll(stronger);
    return new ParameterValues(merged);
  }

  @Override
  public String toString() {
    return texts.toString();
  }
}
