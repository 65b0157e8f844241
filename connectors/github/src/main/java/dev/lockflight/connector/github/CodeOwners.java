package dev.lockflight.connector.github;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who owns which files, by GitHub's CODEOWNERS: the last line that matches counts, and may name
 * nobody. See "About code owners".
 */
final class CodeOwners {
  private static final List<String> PLACES =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

  private record Line(Pattern pattern, Set<String> owners) {}

  private final List<Line> lines;

  private CodeOwners(List<Line> lines) {
    this.lines = lines;
  }

  static Optional<CodeOwners> find(RepositoryCalls calls, String branch)
      throws InterruptedException {
    for (String place : PLACES) {
      Optional<String> text = new Contents(calls).text(place, branch);
      if (text.isPresent()) {
        return text.map(CodeOwners::read);
      }
    }
    return Optional.empty();
  }

  static CodeOwners read(String text) {
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+");
      if (!words[0].isEmpty()) {
        Set<String> owners = new LinkedHashSet<>(Arrays.asList(words).subList(1, words.length));
        lines.add(new Line(pattern(words[0]), owners));
      }
    }
    return new CodeOwners(List.copyOf(lines));
  }

  /** The owners of a path; none when nobody owns it. */
  Set<String> of(String path) {
    Set<String> owners = Set.of();
    for (Line line : lines) {
      if (line.pattern().matcher(path).matches()) {
        owners = line.owners();
      }
    }
    return owners;
  }

  /** As gitignore reads them, without negation and character ranges. */
  private static Pattern pattern(String glob) {
    boolean anchored = glob.indexOf('/') >= 0 && glob.indexOf('/') < glob.length() - 1;
    String core = glob.startsWith("/") ? glob.substring(1) : glob;
    boolean directory = core.endsWith("/");
    StringBuilder regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
    String stem = directory ? core.substring(0, core.length() - 1) : core;
    for (int i = 0; i < stem.length(); i++) {
      char c = stem.charAt(i);
      if (stem.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (stem.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    boolean lastIsStar = stem.endsWith("/*");
    return Pattern.compile(regex + (directory ? "/.*" : lastIsStar ? "" : "(?:/.*)?"));
  }
}
