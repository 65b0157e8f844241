package dev.lockflight.connector.docker;

import dev.lockflight.Progress;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.util.List;
import java.util.function.Consumer;

/** An image of one engine, by its name. Thread-safe. */
public final class Image {
  private final EngineApi api;
  private final ImageName name;

  Image(EngineApi api, ImageName name) {
    this.api = api;
    this.name = name;
  }

  public ImageName name() {
    return name;
  }

  /**
   * What the engine knows of it now.
   *
   * @throws DockerException also when the engine does not have it
   */
  public ImageDetails inspect() throws InterruptedException {
    JsonTree json = api.json(api.get("/images/{name*}/json", name));
    return new ImageDetails(
        json.at("Id").text(),
        texts(json.at("RepoTags")),
        texts(json.at("RepoDigests")),
        json.at("Size").number());
  }

  private static List<String> texts(JsonTree list) {
    return list.items().stream().map(JsonTree::text).toList();
  }

  /** Gives it another name too, in this engine. */
  public Image tag(ImageName other) throws InterruptedException {
    return new LocalImage(api, name.toString()).tag(other);
  }

  /**
   * Pushes it under its tag.
   *
   * @return the digest by which the registry knows it
   */
  public String push(RegistryPassword password, Consumer<Progress> progress)
      throws InterruptedException {
    Request request =
        api.post("/images/{name*}/push", name.repository())
            .query("tag", name.tagOrLatest())
            .repeatable();
    Transfer transfer = new Transfer("push " + name, progress);
    var unused = api.follow(password.on(request, name.registry()), transfer);
    return transfer
        .digest()
        .orElseThrow(
            () -> DockerException.passing("push " + name + ": the engine told no digest; retry"));
  }

  /** Pulls it, by digest when its name has one. */
  public ImageDetails pull(RegistryPassword password, Consumer<Progress> progress)
      throws InterruptedException {
    Request request =
        api.post("/images/create")
            .query("fromImage", name.repository())
            .query("tag", name.digest().orElseGet(name::tagOrLatest))
            .repeatable();
    var unused =
        api.follow(password.on(request, name.registry()), new Transfer("pull " + name, progress));
    return inspect();
  }

  /** Removes the name, and the image with its last one; does nothing when there is none. */
  public void remove() throws InterruptedException {
    var unused = api.send(api.delete("/images/{name*}", name).accepting(404));
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
