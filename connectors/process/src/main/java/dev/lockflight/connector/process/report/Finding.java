package dev.lockflight.connector.process.report;

import dev.lockflight.Digest;

/**
 * What a tool found.
 *
 * @param rule its id in the tool
 * @param place for people: file and line, or package and version
 * @param identity what stays the same when lines move; with the rule and the tool it tells whether
 *     two reports mean the same finding
 */
record Finding(Severity severity, String rule, String place, String message, String identity) {
  /** A number that two reports share when they mean the same finding. */
  long fingerprint() {
    String hex = Digest.of(rule + "\n" + identity).value().substring(7, 23);
    return Long.parseUnsignedLong(hex, 16);
  }

  Finding as(Severity other) {
    return new Finding(other, rule, place, message, identity);
  }
}
