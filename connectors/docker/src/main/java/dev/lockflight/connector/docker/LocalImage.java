package dev.lockflight.connector.docker;

import dev.lockflight.connector.http.Request;

/** An image of an engine by its name or by its id. */
record LocalImage(EngineApi api, String nameOrId) {
  Image tag(ImageName other) throws InterruptedException {
    Request request =
        api.post("/images/{name*}/tag", nameOrId)
            .query("repo", other.repository())
            .query("tag", other.tagOrLatest())
            .repeatable();
    var unused = api.send(request);
    return new Image(api, other);
  }
}
