package dev.lockflight.connector.sql;

/**
 * What a warehouse answered.
 *
 * @param source the environment and the query, as evidence names them
 */
record Answer<T>(T value, String source) {}
