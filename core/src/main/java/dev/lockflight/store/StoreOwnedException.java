package dev.lockflight.store;

/** Another process owns the store. */
public final class StoreOwnedException extends StoreException {
  private final String owner;

  public StoreOwnedException(String store, String owner) {
    super(
        store
            + " is owned by "
            + owner
            + "; wait until it ends, or send it your request"
            + " (approve, reject and abort do)");
    this.owner = owner;
  }

  public String owner() {
    return owner;
  }
}
