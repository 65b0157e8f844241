package dev.lockflight.connector.dbt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the relations that a piece of SQL names in full: three or more parts where a relation is
 * expected, behind {@code from}, {@code join}, {@code into}, {@code using}, {@code update}, {@code
 * table}, {@code view} and a comma between relations. {@code select payload.address.street} names
 * none. Not thread-safe.
 */
final class SqlReferences {
  private static final Set<String> RELATION_FOLLOWS =
      Set.of("from", "join", "into", "update", "table", "using", "view");
  private static final Set<String> LIST_ENDS =
      Set.of(
          "select",
          "where",
          "group",
          "order",
          "having",
          "limit",
          "union",
          "intersect",
          "except",
          "set",
          "values",
          "window",
          "qualify");
  private final Set<List<String>> found = new LinkedHashSet<>();
  private final Deque<Boolean> outer = new ArrayDeque<>();
  private final List<String> chain = new ArrayList<>();
  private boolean dot;
  private boolean expected;
  private boolean inList;
  private String last = "";

  private SqlReferences() {}

  /** Each relation's parts, without quotes, in the order of their first appearance. */
  static Set<List<String>> in(String sql) {
    SqlReferences scan = new SqlReferences();
    SqlTokens tokens = new SqlTokens(sql);
    while (tokens.next()) {
      scan.token(tokens);
    }
    scan.endChain();
    return scan.found;
  }

  /** The parts of one full name, for example {@code "stage"."gold"."laps"}. */
  static List<String> parts(String relationName) {
    List<String> parts = new ArrayList<>();
    SqlTokens tokens = new SqlTokens(relationName);
    while (tokens.next()) {
      if (tokens.isName()) {
        parts.add(tokens.text());
      }
    }
    return parts;
  }

  private void token(SqlTokens token) {
    if (token.isName() && (dot || chain.isEmpty())) {
      name(token);
    } else if (token.is(".") && !chain.isEmpty() && !dot) {
      dot = true;
    } else {
      endChain();
      if (token.isName()) {
        name(token);
      } else {
        sign(token.text());
      }
    }
  }

  private void name(SqlTokens token) {
    String word = token.isQuoted() ? "" : token.text().toLowerCase(Locale.ROOT);
    boolean continues = dot;
    dot = false;
    if (continues) {
      chain.add(token.text());
    } else if (RELATION_FOLLOWS.contains(word)) {
      // "is distinct from a" compares; the others introduce relations
      expected = !(word.equals("from") && last.equals("distinct"));
      inList |= expected;
    } else if (LIST_ENDS.contains(word)) {
      expected = false;
      inList = false;
    } else {
      chain.add(token.text());
    }
    last = word;
  }

  private void sign(String sign) {
    switch (sign) {
      case "(" -> {
        outer.push(inList);
        inList = expected;
      }
      case ")" -> {
        inList = !outer.isEmpty() && outer.pop();
        expected = false;
      }
      case "," -> expected = inList;
      default -> expected = false;
    }
  }

  private void endChain() {
    if (expected && chain.size() >= 3) {
      found.add(List.copyOf(chain));
    }
    expected &= chain.isEmpty();
    chain.clear();
    dot = false;
  }
}
