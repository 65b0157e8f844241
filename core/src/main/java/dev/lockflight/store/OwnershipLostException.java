package dev.lockflight.store;

/**
 * The process owned the store and owns it no longer, so it may write nothing more: another one may
 * already be the owner.
 */
public final class OwnershipLostException extends StoreException {
  public OwnershipLostException(String store, Throwable cause) {
    super(
        "the connection that made this process the owner of "
            + store
            + " is gone ("
            + cause.getMessage()
            + "); nothing more is written here. Open the store again and resume",
        cause);
  }
}
