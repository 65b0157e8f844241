package dev.lockflight.connector.databricks;

import dev.lockflight.LockflightException;

/** The settings of authentication are missing, incomplete or contradict each other. */
public final class AuthSettingsException extends LockflightException {
  AuthSettingsException(String message) {
    super(message);
  }

  AuthSettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
