package dev.lockflight.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lockflight.benchmarks.PostgresPlace;

/** Connections for engines that want a pool. */
final class Pool {
  private Pool() {}

  static HikariDataSource on(PostgresPlace place) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(place.url());
    config.setUsername("postgres");
    config.setMaximumPoolSize(20);
    return new HikariDataSource(config);
  }
}
