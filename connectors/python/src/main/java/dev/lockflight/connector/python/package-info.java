/** Python packages as steps and gates. */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.python;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
