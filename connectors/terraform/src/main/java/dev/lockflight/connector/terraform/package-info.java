/** Terraform commands as steps and gates. */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.terraform;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
