/** The walls between the parts, kept by tests that fail on a seeded breach. */
@NullMarked
package dev.lockflight.architecture;

import org.jspecify.annotations.NullMarked;
