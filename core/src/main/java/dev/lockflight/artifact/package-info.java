/**
 * Files that outlive a run: immutable sets of one run's files, and pointers that say which set is
 * the newest ({@code latest}) and which was the last one whose gates all passed ({@code
 * last-good}).
 *
 * <p>The protocol needs nothing from a store but whole-file write, read, list and delete: neither
 * rename nor compare-and-set. A set's files are written first, then its manifest with the digest of
 * every file, then a new generation of the pointer, then the pointer's well-known copy. Each of
 * these carries a digest of itself, so what a crash cut short is seen and the one before it counts.
 * One writer per environment at a time is assumed, as the environment's lock gives it; a second one
 * is detected, not prevented.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.artifact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
