package dev.lockflight.connector.terraform;

import tools.jackson.databind.JsonNode;

/**
 * What Terraform would do with one resource. Holds no values of it. Immutable.
 *
 * @param address for example {@code module.warehouse.aws_s3_bucket.raw["eu"]}
 * @param action in Terraform's words: {@code create}, {@code read}, {@code update}, {@code
 *     replace}, {@code delete}, {@code move}, {@code import}, {@code forget}
 * @param reason in Terraform's words, for example {@code cannot_update}; empty when it gives none
 */
public record ResourceChange(String address, String action, String reason) {
  static ResourceChange of(JsonNode change) {
    return new ResourceChange(
        change.path("resource").path("addr").asString(""),
        change.path("action").asString(""),
        change.path("reason").asString(""));
  }

  /** Whether what is there now will be gone. */
  public boolean destroys() {
    return action.equals("delete") || action.equals("replace");
  }

  @Override
  public String toString() {
    return action + " " + address + (reason.isEmpty() ? "" : " (" + reason + ")");
  }
}
