package dev.lockflight.connector.databricks;

import java.util.List;

/**
 * What the caller must be allowed to, by the path of a call; the same as in docs/connectors.md.
 *
 * @see <a href="https://docs.databricks.com/aws/en/security/auth/access-control/">Access control
 *     lists</a>
 */
record Permission(String path, String needed) {
  private static final List<Permission> ALL =
      List.of(
          new Permission(
              "/jobs/runs/submit", "workspace access, and CAN ATTACH TO or CAN USE on the compute"),
          new Permission("/jobs/run-now", "CAN MANAGE RUN on the job"),
          new Permission("/jobs/runs/cancel", "CAN MANAGE RUN on the job"),
          new Permission("/jobs/runs/repair", "CAN MANAGE RUN on the job"),
          new Permission("/jobs/runs", "CAN VIEW on the job"),
          new Permission(
              "/jobs/create", "workspace access; for new clusters also 'allow cluster creation'"),
          new Permission("/jobs/reset", "CAN MANAGE on the job"),
          new Permission("/jobs", "CAN VIEW on the job"),
          new Permission("/sql/warehouses", "CAN USE on the SQL warehouse"),
          new Permission(
              "/sql/statements", "CAN USE on the SQL warehouse, and the privileges on the data"),
          new Permission("/fs/", "READ VOLUME or WRITE VOLUME, USE CATALOG and USE SCHEMA"),
          new Permission("/unity-catalog/permissions", "MANAGE on the object, or to own it"),
          new Permission(
              "/unity-catalog/catalogs",
              "USE CATALOG; to create one CREATE CATALOG on the metastore"),
          new Permission(
              "/unity-catalog/schemas", "USE CATALOG and USE SCHEMA; to create one CREATE SCHEMA"),
          new Permission("/unity-catalog", "USE CATALOG, USE SCHEMA and a privilege on the object"),
          new Permission("/libraries", "CAN MANAGE on the cluster"),
          new Permission("/clusters", "CAN ATTACH TO on the cluster; to start it CAN RESTART"),
          new Permission("/workspace", "CAN EDIT on the workspace folder"),
          new Permission("/repos", "CAN EDIT on the Git folder"));

  static String forPath(String path) {
    return ALL.stream()
        .filter(permission -> path.contains(permission.path()))
        .map(Permission::needed)
        .findFirst()
        .orElse("a permission for this call");
  }
}
