package dev.lockflight.connector.docker;

/** A version of the Engine API, such as 1.41; written as the beginning of a path. */
record ApiVersion(int major, int minor) {
  /** Engine 19.03: the oldest whose documented answers this package reads. */
  private static final ApiVersion OLDEST = new ApiVersion(1, 40);

  /** Engine 28: the newest it was written for; engines keep older ones for years. */
  private static final ApiVersion NEWEST = new ApiVersion(1, 51);

  /** The newest that both sides know. */
  static ApiVersion agreed(String ofEngine, DockerHost host) {
    ApiVersion theirs = read(ofEngine, host);
    if (theirs.isOlderThan(OLDEST)) {
      throw DockerException.fatal(
          host
              + " speaks API "
              + ofEngine
              + ", older than 1.40; update it to Docker 19.03 or later");
    }
    return theirs.isOlderThan(NEWEST) ? theirs : NEWEST;
  }

  private static ApiVersion read(String text, DockerHost host) {
    String[] parts = text.split("\\.", -1);
    try {
      return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw DockerException.fatal(host + " names an API version that is none: " + text).causedBy(e);
    }
  }

  private boolean isOlderThan(ApiVersion other) {
    return major < other.major || (major == other.major && minor < other.minor);
  }

  @Override
  public String toString() {
    return "/v" + major + "." + minor;
  }
}
