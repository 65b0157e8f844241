package dev.lockflight.connector.volumes;

import dev.lockflight.InvalidDefinitionException;

/** From where on a file is sent in parts, and how big the smallest of them are. */
record PartSizes(long above, long part) {
  /** What the service takes in one request. */
  private static final long LARGEST = 5L << 30;

  /** Of the 10,000 parts that the clouds take at most, a few are spared. */
  private static final long MOST_PARTS = 9_000;

  /** Google's cloud takes chunks of a multiple of these bytes only. */
  private static final long UNIT = 256 << 10;

  static final PartSizes USUAL = new PartSizes(1L << 30, 64L << 20);

  PartSizes {
    if (above < 0 || above > LARGEST) {
      throw new InvalidDefinitionException(
          "one request must take 0 to " + LARGEST + " bytes: " + above);
    }
    if (part < 1 || part > LARGEST) {
      throw new InvalidDefinitionException("part must have 1 to " + LARGEST + " bytes: " + part);
    }
  }

  /** For a file of that size. */
  long partOf(long size) {
    long needed = (size + MOST_PARTS - 1) / MOST_PARTS;
    return needed <= part ? part : (needed + UNIT - 1) / UNIT * UNIT;
  }
}
