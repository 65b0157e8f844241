package dev.lockflight.connector.dbt;

import java.util.Locale;

/** How one node ended, as dbt says it; both engines' spellings. */
public enum NodeStatus {
  SUCCESS,
  ERROR,
  SKIPPED,
  PARTIAL_SUCCESS,
  NO_OP,
  REUSED,
  PASS,
  FAIL,
  WARN,
  RUNTIME_ERROR,
  /** A word that is not known here. */
  UNKNOWN;

  /** {@code partial success}, {@code Pass} and {@code no-op} are all understood. */
  static NodeStatus of(String word) {
    String plain = word.trim().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    for (NodeStatus status : values()) {
      if (status.name().equals(plain)) {
        return status;
      }
    }
    return plain.equals("RUNTIMEERROR") ? RUNTIME_ERROR : UNKNOWN;
  }

  /** Whether it ended badly; {@link #SKIPPED} needs the manifest to be judged. */
  public boolean isBad() {
    return this == ERROR
        || this == FAIL
        || this == PARTIAL_SUCCESS
        || this == RUNTIME_ERROR
        || this == UNKNOWN;
  }

  /** In dbt's words. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
