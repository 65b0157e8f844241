package dev.lockflight;

import java.util.regex.Pattern;

/** What may be a name: something a person can type, a file can be called and a log can quote. */
final class NameRule {
  private static final int LONGEST = 200;
  private static final Pattern ALLOWED =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:+=,@()\\[\\]-]*");

  private NameRule() {}

  static void check(String kind, String value) {
    if (value.isBlank()) {
      throw new InvalidDefinitionException(kind + " must not be blank");
    }
    if (value.length() > LONGEST) {
      throw new InvalidDefinitionException(
          kind + " must have at most " + LONGEST + " characters: " + value.substring(0, 40) + "…");
    }
    if (!ALLOWED.matcher(value).matches()) {
      throw new InvalidDefinitionException(
          kind
              + " must start with a letter or digit and hold no slash, quote or control character: "
              + value);
    }
  }
}
