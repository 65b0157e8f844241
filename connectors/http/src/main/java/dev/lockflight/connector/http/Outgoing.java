package dev.lockflight.connector.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One request as it goes out now.
 *
 * @param left how long it may still take
 */
record Outgoing(Method method, URI uri, Map<String, String> headers, Body body, Duration left) {}
