package dev.lockflight.connector.sql;

import dev.lockflight.Verdict;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Below which baseline percentages are not computed, and what is said instead. */
record SmallBaseline(@Nullable BigDecimal least, Verdict.Status otherwise) {
  static final SmallBaseline NONE = new SmallBaseline(null, Verdict.Status.WARNED);

  boolean holdsFor(BigDecimal baseline) {
    return least != null && baseline.compareTo(least) < 0;
  }

  @Override
  public String toString() {
    return least == null ? "" : " (" + otherwise + " when below " + Figures.show(least) + ")";
  }
}
