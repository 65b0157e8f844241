package dev.lockflight.connector.airflow;

import dev.lockflight.LockflightException;

/** The address or the settings of an Airflow cannot be used. */
public final class AirflowSettingsException extends LockflightException {
  AirflowSettingsException(String message) {
    super(message);
  }
}
