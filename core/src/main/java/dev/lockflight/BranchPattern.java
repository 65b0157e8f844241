package dev.lockflight;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A branch or tag name with wildcards as GitHub's workflow filters read them: {@code *} stays
 * within one path segment, {@code **} does not.
 */
public record BranchPattern(String glob) {
  private static final Pattern STARS = Pattern.compile("\\*{1,2}");

  public BranchPattern {
    if (glob.isBlank()) {
      throw new InvalidDefinitionException("branch pattern must not be blank");
    }
  }

  public boolean matches(String name) {
    return regex().matcher(name).matches();
  }

  private Pattern regex() {
    StringBuilder regex = new StringBuilder();
    Matcher stars = STARS.matcher(glob);
    int from = 0;
    while (stars.find()) {
      regex.append(Pattern.quote(glob.substring(from, stars.start())));
      regex.append(stars.group().length() == 2 ? ".*" : "[^/]*");
      from = stars.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(glob.substring(from))).toString());
  }

  @Override
  public String toString() {
    return glob;
  }
}
