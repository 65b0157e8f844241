package dev.lockflight.connector.python;

import dev.lockflight.Digest;
import java.util.List;

/**
 * A virtual environment that is there. Survives a JSON round trip. Immutable.
 *
 * @param directory on the machine of the engine
 * @param python its version, for example {@code Python 3.11.7}
 * @param requirements the digest of the requirements it was made from
 * @param packages what is in it, as {@code pip freeze} tells it
 */
public record PythonEnvironment(
    String directory, String python, Digest requirements, List<String> packages) {
  public PythonEnvironment {
    packages = List.copyOf(packages);
  }
}
