/** Where journals are kept: the port the engine needs, and the store in memory. */
@NullMarked
@CheckReturnValue
package dev.lockflight.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
