package dev.lockflight.architecture.seeded.two;

import dev.lockflight.architecture.seeded.one.One;
import org.jspecify.annotations.Nullable;

/** The other half. */
public record Two(@Nullable One back) {}
