/** Notifications to incoming webhooks of Slack and Teams. */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.chat;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
