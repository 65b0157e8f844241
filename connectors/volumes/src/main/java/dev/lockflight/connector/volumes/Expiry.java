package dev.lockflight.connector.volumes;

/**
 * How the clouds' storages say that an address has expired. The XML is searched, not read: it is an
 * error's, and small.
 */
final class Expiry {
  private static final int SHOWN = 300;

  private Expiry() {}

  static boolean isTold(String xml) {
    boolean amazon =
        xml.contains("<Code>AccessDenied</Code>")
            && xml.contains("<Message>Request has expired</Message>");
    boolean microsoft =
        xml.contains("<Code>AuthenticationFailed</Code>")
            && xml.contains("Signature not valid in the specified time frame");
    return amazon || microsoft;
  }

  /** Without the tags, for a message. */
  static String words(String xml) {
    String words = xml.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    return words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
  }
}
