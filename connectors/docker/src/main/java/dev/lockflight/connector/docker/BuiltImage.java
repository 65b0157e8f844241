package dev.lockflight.connector.docker;

/**
 * An image that a build left in the engine. Survives a JSON round trip.
 *
 * @param name under which the engine has it
 * @param id the digest of its configuration, which always means this image in this engine
 */
public record BuiltImage(String name, String id) {}
