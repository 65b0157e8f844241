package dev.lockflight.connector.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Says who calls: {@code lockflight/<version>}, and for whom. */
final class UserAgent {
  private static final String LOCKFLIGHT = "lockflight/" + version();

  private UserAgent() {}

  static String of(String product) {
    return product.isEmpty() ? LOCKFLIGHT : LOCKFLIGHT + " " + product;
  }

  private static String version() {
    try (InputStream file = UserAgent.class.getResourceAsStream("version.txt")) {
      return file == null
          ? "unknown"
          : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read version.txt of this jar", e);
    }
  }
}
