/** What GitHub tells by webhooks: verified, read, and turned into causes of runs and answers. */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.github.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
