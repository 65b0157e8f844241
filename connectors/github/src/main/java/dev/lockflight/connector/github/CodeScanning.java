package dev.lockflight.connector.github;

import dev.lockflight.RemoteOperation;
import dev.lockflight.connector.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Findings of scanners on GitHub's security page. Thread-safe. */
public final class CodeScanning {
  /** Of the compressed file; GitHub answers 413 to more. */
  private static final int MOST_BYTES = 10 << 20;

  private final RepositoryCalls calls;

  CodeScanning(RepositoryCalls calls) {
    this.calls = calls;
  }

  /**
   * Uploads a SARIF 2.1.0 file.
   *
   * @param ref {@code refs/heads/…}, {@code refs/tags/…} or {@code refs/pull/…/head}
   * @return the id by which its processing is asked for
   * @throws GitHubException TOO_LARGE for more than 10 MB when compressed
   */
  public String upload(String sha, String ref, Path sarif)
      throws IOException, InterruptedException {
    byte[] zipped = zipped(sarif);
    if (zipped.length > MOST_BYTES) {
      throw GitHubException.of(
          GitHubException.Kind.TOO_LARGE,
          sarif + " has " + zipped.length + " bytes compressed, GitHub takes 10 MB; report less");
    }
    Request request =
        calls
            .post("/code-scanning/sarifs")
            .json(
                Fields.of("commit_sha", sha)
                    .and("ref", ref)
                    .and("sarif", Base64.getEncoder().encodeToString(zipped))
                    .map())
            .repeatable(); // the same analysis again takes the place of the first
    return calls.api().json(request, Permission.SECURITY_WRITE).at("id").text();
  }

  private static byte[] zipped(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      long unused = Files.copy(file, zip);
    }
    return bytes.toByteArray();
  }

  public SarifOutcome outcome(String id) throws InterruptedException {
    Request request = calls.get("/code-scanning/sarifs/{sarif_id}", id);
    return SarifOutcome.read(calls.api().json(request, Permission.SECURITY_READ));
  }

  /** A step that uploads the file for the run's release and waits until GitHub has read it. */
  public RemoteOperation<SarifOutcome> uploading(Path sarif) {
    return new SarifUpload(calls, sarif);
  }
}
