package dev.lockflight.connector.sql;

/**
 * A query and how its answer is read.
 *
 * @param subject what it is about, in the words of verdicts: {@code rows of gold.fact_laps}
 * @param mostRows more rows than these are never fetched
 */
record Question<T>(String subject, Sql sql, int mostRows, RowReader<T> reader) {}
