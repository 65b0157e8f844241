package dev.lockflight.connector.process;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shapes in which the secrets of one command may appear: as they are, without their line
 * breaks, each of their longer lines alone, inside a JSON string and inside a URL.
 */
final class Redaction {
  private static final int SHORTEST_LINE = 8;
  private final List<String> shapes;
  private final BitSet firsts = new BitSet();

  Redaction(Collection<String> secrets) {
    Set<String> all = new TreeSet<>();
    secrets.forEach(secret -> addShapes(secret, all));
    all.removeIf(String::isBlank);
    shapes = all.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    shapes.forEach(shape -> firsts.set(shape.charAt(0)));
  }

  private static void addShapes(String secret, Set<String> all) {
    all.add(secret);
    all.add(secret.strip());
    all.add(secret.replaceAll("[\\r\\n]+\\s*", ""));
    secret.lines().map(String::strip).filter(l -> l.length() >= SHORTEST_LINE).forEach(all::add);
    all.add(insideJson(secret));
    all.add(insideJson(secret.strip()));
    all.add(URLEncoder.encode(secret.strip(), StandardCharsets.UTF_8));
    all.add(URLEncoder.encode(secret.strip(), StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static String insideJson(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  boolean isEmpty() {
    return shapes.isEmpty();
  }

  /** Whether some shape starts with the character. */
  boolean startsWith(char first) {
    return firsts.get(first);
  }

  /** All shapes, the longest first. */
  List<String> shapes() {
    return shapes;
  }

  /** The whole text with the secrets replaced. */
  String apply(String text) {
    Masker masker = new Masker(this);
    return masker.pass(text) + masker.end();
  }
}
