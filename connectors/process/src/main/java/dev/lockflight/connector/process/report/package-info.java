/**
 * What tools report, as gates: tests, coverage, findings, benchmarks, and the files a step left.
 *
 * <p>Reports are streamed, never held. A report that is missing, empty, cut, of another kind, or
 * not of this run is ERRORED; only what a report says makes a gate FAILED.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.process.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
