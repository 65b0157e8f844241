package dev.lockflight.artifact;

import dev.lockflight.LockflightException;

/** A file name that could leave its directory, or that could mean another file elsewhere. */
public final class UnsafeNameException extends LockflightException {
  private static final int SHOWN = 120;

  private final String unsafe;

  UnsafeNameException(String unsafe, String rule) {
    super("file name " + shown(unsafe) + " is refused: it " + rule);
    this.unsafe = unsafe;
  }

  /** The name as it was given. */
  public String unsafeName() {
    return unsafe;
  }

  private static String shown(String name) {
    String visible = name.replaceAll("\\p{Cntrl}", "�");
    return '"' + (visible.length() > SHOWN ? visible.substring(0, SHOWN) + "…" : visible) + '"';
  }
}
