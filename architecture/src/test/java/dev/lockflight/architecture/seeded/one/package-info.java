/** Half of a seeded cycle. */
@NullMarked
package dev.lockflight.architecture.seeded.one;

import org.jspecify.annotations.NullMarked;
