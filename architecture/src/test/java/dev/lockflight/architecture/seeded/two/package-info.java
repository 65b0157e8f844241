/** Half of a seeded cycle. */
@NullMarked
package dev.lockflight.architecture.seeded.two;

import org.jspecify.annotations.NullMarked;
