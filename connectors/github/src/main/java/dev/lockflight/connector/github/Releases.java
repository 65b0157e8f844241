package dev.lockflight.connector.github;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Body;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Releases and their files. Thread-safe. */
public final class Releases {
  private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  private final RepositoryCalls calls;

  Releases(RepositoryCalls calls) {
    this.calls = calls;
  }

  /** The published release of a tag; empty when there is none. */
  public Optional<PublishedRelease> find(String tag) throws InterruptedException {
    return calls
        .api()
        .find(calls.get("/releases/tags/{tag}", tag), Permission.CONTENTS_READ)
        .map(PublishedRelease::read);
  }

  /** Publishes a release; when there is one of this tag already, that one is returned as it is. */
  public PublishedRelease publish(ReleaseDraft draft) throws InterruptedException {
    Optional<PublishedRelease> existing = find(draft.tag());
    if (existing.isPresent()) {
      return existing.get();
    }
    try {
      Request request = calls.post("/releases").json(draft.fields());
      return PublishedRelease.read(calls.api().json(request, Permission.CONTENTS_WRITE));
    } catch (GitHubException e) {
      // somebody else was quicker, or the answer was lost
      Optional<PublishedRelease> now = find(draft.tag());
      if (now.isPresent()) {
        return now.get();
      }
      throw e;
    }
  }

  /** The text GitHub would write below a release: merged pull requests and their authors. */
  public String notes(String tag, String target) throws InterruptedException {
    Request request =
        calls
            .post("/releases/generate-notes")
            .json(Fields.of("tag_name", tag).andIf("target_commitish", target).map())
            .repeatable(); // it only writes a text
    return calls.api().json(request, Permission.CONTENTS_WRITE).at("body").text();
  }

  public List<ReleaseAsset> assets(long release) throws InterruptedException {
    return calls
        .api()
        .all(
            calls.get("/releases/{release_id}/assets", release),
            "",
            ReleaseAsset::read,
            Permission.CONTENTS_READ);
  }

  /**
   * Uploads a file in place of one of this name. An upload that breaks off leaves nothing behind
   * that the next one would stumble over.
   *
   * @param name letters, digits and {@code ._+-}: others GitHub would replace
   * @throws GitHubException UNAVAILABLE when it did not arrive whole
   */
  public ReleaseAsset upload(PublishedRelease release, Path file, String name)
      throws IOException, InterruptedException {
    if (!ASSET.matcher(name).matches()) {
      throw new InvalidDefinitionException(
          "name of an asset must consist of letters, digits and ._+-, or GitHub renames it: "
              + name);
    }
    String digest = FileDigest.of(file);
    for (ReleaseAsset asset : assets(release.id())) {
      if (asset.name().equals(name) && asset.isWhole() && asset.digest().equals(digest)) {
        return asset;
      }
      if (asset.name().equals(name)) {
        delete(asset.id());
      }
    }
    return checked(send(release, file, name), digest);
  }

  private ReleaseAsset send(PublishedRelease release, Path file, String name)
      throws InterruptedException {
    Request request = Request.post(release.upload()).query("name", name).body(Body.file(file));
    try {
      return ReleaseAsset.read(calls.api().json(request, Permission.CONTENTS_WRITE));
    } catch (GitHubException e) {
      for (ReleaseAsset asset : assets(release.id())) {
        if (asset.name().equals(name) && !asset.isWhole()) {
          delete(asset.id());
        }
      }
      throw e;
    }
  }

  private ReleaseAsset checked(ReleaseAsset asset, String digest) throws InterruptedException {
    boolean differs = !asset.digest().isEmpty() && !asset.digest().equals(digest);
    if (!asset.isWhole() || differs) {
      delete(asset.id());
      throw GitHubException.of(
          GitHubException.Kind.UNAVAILABLE,
          "asset " + asset.name() + " did not arrive whole, so it was deleted; upload it again");
    }
    return asset;
  }

  private void delete(long asset) throws InterruptedException {
    Request request = calls.delete("/releases/assets/{asset_id}", asset).accepting(404);
    Answer unused = calls.api().send(request, Permission.CONTENTS_WRITE);
  }

  /** A step that publishes a release whose tag is at the commit of the run's release. */
  public Call<PublishedRelease> publishing(ReleaseDraft draft) {
    return GitHubCall.of(
        "release " + draft.tag().replace('/', ' '),
        "publish the release " + draft.tag() + " of " + calls.name(),
        context ->
            publish(draft.target().isEmpty() ? draft.at(context.release().commit()) : draft));
  }

  /** A step that uploads files to the release published before. */
  public Call<Long> uploading(Output<PublishedRelease> release, Path... files) {
    List<Path> all = List.of(files);
    return GitHubCall.reading(
        release,
        "upload assets",
        "upload "
            + all.stream().map(Path::getFileName).toList()
            + " to the release "
            + release.name(),
        context -> {
          PublishedRelease to = context.read(release);
          for (Path file : all) {
            context.log("uploads " + upload(to, file, String.valueOf(file.getFileName())).name());
          }
          return (long) all.size();
        });
  }
}
