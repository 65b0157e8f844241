package dev.lockflight.connector.kubernetes;

import dev.lockflight.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Manifests that a cluster has now. Survives a JSON round trip. Immutable.
 *
 * @param objects for example {@code deployment.apps/web}
 * @param digests of the files they came from
 */
public record AppliedManifests(List<String> objects, Map<String, Digest> digests) {
  public AppliedManifests {
    objects = List.copyOf(objects);
    digests = Collections.unmodifiableMap(new TreeMap<>(digests));
  }
}
