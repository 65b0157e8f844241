package dev.lockflight.store.jdbc;

import dev.lockflight.store.StoreException;

/** A newer Lockflight wrote the store; nothing was read or changed. */
public final class NewerSchemaException extends StoreException {
  private final int found;
  private final int known;

  NewerSchemaException(String store, int found, int known) {
    super(
        "%s has schema version %d, and this Lockflight knows versions up to %d; nothing was changed. Use the Lockflight that wrote it, or a newer one"
            .formatted(store, found, known));
    this.found = found;
    this.known = known;
  }

  /** The version of the store. */
  public int found() {
    return found;
  }

  /** The newest version that this Lockflight knows. */
  public int known() {
    return known;
  }
}
