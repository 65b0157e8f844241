package dev.lockflight.connector.databricks;

import java.net.URI;
import java.util.Map;

/** For whom an identity token is asked: what the federation policy names, or the token endpoint. */
record Audience(String given) {
  static Audience of(Map<String, String> environment) {
    String audience = environment.getOrDefault("DATABRICKS_TOKEN_AUDIENCE", "");
    String account = environment.getOrDefault("DATABRICKS_ACCOUNT_ID", "");
    return new Audience(audience.isEmpty() ? account : audience);
  }

  String at(URI tokenEndpoint) {
    return given.isEmpty() ? tokenEndpoint.toString() : given;
  }
}
