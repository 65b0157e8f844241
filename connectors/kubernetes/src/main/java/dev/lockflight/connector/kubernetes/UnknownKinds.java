package dev.lockflight.connector.kubernetes;

/** What a document of a kind that is not known means. */
enum UnknownKinds {
  WARN,
  FAIL,
  IGNORE
}
