package dev.lockflight.connector.sql;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

final class H2WarehouseTest extends WarehouseContract {
  @Override
  DataSource freshDatabase(String name) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + name + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return source;
  }

  @Override
  String endlessQuery() {
    return "select count(*) from system_range(1, 100000000000) where x % 7 = 8";
  }

  /** H2 turns a zoned timestamp into the session's wall time, whatever zone it shows. */
  @Override
  String utcNow() {
    return "cast(formatdatetime(current_timestamp, 'yyyy-MM-dd HH:mm:ss', 'en', 'UTC') as timestamp)";
  }
}
