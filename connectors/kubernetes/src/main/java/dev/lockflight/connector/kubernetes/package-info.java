/** Kubernetes manifests as steps and gates. */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.kubernetes;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
