package dev.lockflight.connector.docker;

/**
 * What a deployment left. Survives a JSON round trip.
 *
 * @param container its name
 * @param id its id
 * @param image the image, by digest
 * @param replaced the image of the container that was there before, or empty
 */
public record DeployedContainer(String container, String id, String image, String replaced) {}
