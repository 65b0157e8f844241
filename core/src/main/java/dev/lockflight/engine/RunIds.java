package dev.lockflight.engine;

import dev.lockflight.Digest;
import dev.lockflight.RunId;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Ids that sort by time and can be typed: {@code 20261120-145628-k3x9qa}. Those of runs that are
 * started once are made of the pipeline and the key: {@code delivery-k3x9qa7m2pth4w}.
 */
final class RunIds implements Supplier<RunId> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int LONGEST = 60;
  private static final int KEY_LETTERS = 14;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  RunIds(InstantSource clock) {
    this.clock = clock;
  }

  /** Always the same for the same pipeline and key; 69 bits of a SHA-256 tell keys apart. */
  static RunId of(StartRequest request) {
    String pipeline = request.pipeline().value();
    String digest = Digest.of(pipeline + "\n" + request.occurrence().orElseThrow()).value();
    BigInteger number = new BigInteger(digest.replaceFirst("^.*:", ""), 16);
    StringBuilder id =
        new StringBuilder(pipeline.substring(0, Math.min(LONGEST, pipeline.length()))).append('-');
    for (int i = 0; i < KEY_LETTERS; i++) {
      BigInteger[] parts = number.divideAndRemainder(BigInteger.valueOf(LETTERS.length()));
      id.append(LETTERS.charAt(parts[1].intValue()));
      number = parts[0];
    }
    return RunId.of(id.toString());
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
