/** Docker Engine API, images and compose as steps and gates. */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.docker;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
