/**
 * Artifacts on Unity Catalog volumes, through Databricks' Files API. Begin at {@link
 * dev.lockflight.connector.volumes.VolumeArtifactStore}.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.volumes;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
