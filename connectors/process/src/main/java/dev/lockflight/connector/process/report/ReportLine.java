package dev.lockflight.connector.process.report;

/**
 * What a report says, on one line.
 *
 * @param what for example {@code tests}
 * @param said its figures
 */
record ReportLine(String what, String said) {}
