/** Real engines in processes of their own, killed at moments a seed chooses. */
@NullMarked
package dev.lockflight.testkit.killed;

import org.jspecify.annotations.NullMarked;
