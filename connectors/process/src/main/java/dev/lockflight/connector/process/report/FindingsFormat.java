package dev.lockflight.connector.process.report;

/** One tool's reports of findings. Stateless and thread-safe. */
interface FindingsFormat {
  ReportKind kind();

  /**
   * Streams one report.
   *
   * @return where evidence comes from
   * @throws UnreadableReportException when it is no complete report of this format
   */
  String read(LocatedReport report, Sink sink);

  /** Hears what a report tells. */
  interface Sink {
    void found(Finding finding);

    /** A finding that people have suppressed, for which only its number counts. */
    void suppressed();

    /** Something that the tool could not look at. */
    void notScanned(String what, String why);
  }
}
