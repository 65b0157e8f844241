package dev.lockflight.connector.github;

/**
 * What merging a pull request has come to.
 *
 * @param sha the commit on the base branch; empty when it had been merged before
 */
public record Merged(String sha, boolean before) {}
