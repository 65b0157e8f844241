/** Other engines that run durable steps, each used as its documentation recommends. */
@NullMarked
@CheckReturnValue
package dev.lockflight.benchmarks.peers;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
