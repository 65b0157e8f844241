package dev.lockflight.connector.databricks;

import dev.lockflight.Digest;

/**
 * A file that was brought to the workspace.
 *
 * @param path where tasks and libraries find it
 */
public record UploadedFile(String path, Digest digest, long size) {}
