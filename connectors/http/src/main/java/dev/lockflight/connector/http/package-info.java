/**
 * The one REST client of the connectors: requests as values, retries that are safe, typed errors.
 *
 * <p>Nothing here starts a thread: a call runs on its caller's thread, which may be interrupted at
 * any moment.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
