/** Notifications as mail over SMTP. */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.mail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
