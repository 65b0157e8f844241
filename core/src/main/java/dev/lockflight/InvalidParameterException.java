package dev.lockflight;

/** A parameter's value is missing, of another type, or not among those allowed. */
public final class InvalidParameterException extends LockflightException {
  private final String parameter;

  public InvalidParameterException(String parameter, String given, String expected) {
    super("parameter " + parameter + " must be " + expected + ": '" + given + "'");
    this.parameter = parameter;
  }

  /** The name of the parameter. */
  public String parameter() {
    return parameter;
  }
}
