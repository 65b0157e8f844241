package dev.lockflight.architecture.seeded.one;

import dev.lockflight.architecture.seeded.two.Two;

/** One half of a cycle that the walls must find. */
public record One(Two other) {}
