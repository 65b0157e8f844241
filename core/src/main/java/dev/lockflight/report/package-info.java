/**
 * What people and tools read: a pipeline or a run as outline, Markdown, Mermaid, JSON and JUnit
 * XML, and live views of a run. Nothing here reads a clock, starts a thread or touches a file; text
 * that comes from outside cannot steer a terminal or break a format.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
