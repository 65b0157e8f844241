package dev.lockflight.engine;

import dev.lockflight.RunId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/** Ids that sort by time and can be typed: {@code 20261120-145628-k3x9qa}. */
final class RunIds implements Supplier<RunId> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  RunIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public RunId get() {
    StringBuilder id = new StringBuilder(STAMP.format(clock.instant())).append('-');
    for (int i = 0; i < 6; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return RunId.of(id.toString());
  }
}
