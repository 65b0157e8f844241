package dev.lockflight.connector.github;

import dev.lockflight.connector.http.JsonTree;

/**
 * A file of a release.
 *
 * @param state uploaded; open or starter when its upload broke off
 * @param digest {@code sha256:…}; empty when GitHub does not tell
 */
public record ReleaseAsset(long id, String name, String state, long bytes, String digest) {
  public boolean isWhole() {
    return state.equals("uploaded");
  }

  static ReleaseAsset read(JsonTree json) {
    return new ReleaseAsset(
        json.at("id").number(),
        json.at("name").text(),
        json.at("state").text(),
        json.at("size").number(),
        Read.text(json.at("digest")));
  }
}
