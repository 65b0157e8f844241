package dev.lockflight.connector.databricks;

import dev.lockflight.Call;
import dev.lockflight.Digest;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.RestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Brings one file, such as a wheel, into a directory that bears its digest: what is there once is
 * never replaced by something else, and bringing it twice does no more than once.
 */
record UploadFile(RestClient client, Path file, String directory) implements Call<UploadedFile> {
  /** Of the import call, before base64. */
  private static final long MOST_IMPORTED = 10L << 20;

  @Override
  public String name() {
    return "upload";
  }

  @Override
  public String describe() {
    return "upload " + file.getFileName() + " to " + directory;
  }

  @Override
  public UploadedFile run(StepContext context) throws InterruptedException, IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      throw StepFailedException.fatal(
          file + " is missing or empty; was the step that makes it run?");
    }
    Digest digest = digest();
    String path = directory + "/" + digest.brief() + "/" + file.getFileName();
    try {
      if (directory.startsWith("/Volumes/")) {
        new VolumeFiles(client).put(file, path);
      } else {
        importInto(path);
      }
    } catch (RestException e) {
      throw e.asStepFailure();
    }
    context.addToRelease(file.getFileName().toString(), digest.value());
    return new UploadedFile(path, digest, Files.size(file));
  }

  private void importInto(String path) throws InterruptedException, IOException {
    if (Files.size(file) > MOST_IMPORTED) {
      throw StepFailedException.fatal(
          file
              + " has "
              + Files.size(file)
              + " bytes, but the workspace takes 10 MB: upload it to a volume instead");
    }
    String parent = path.substring(0, path.lastIndexOf('/'));
    var unusedMade =
        client.send(
            Request.post("/api/2.0/workspace/mkdirs")
                .json(Fields.NONE.with("path", parent))
                .repeatable());
    Fields body =
        Fields.NONE
            .with("path", path)
            .with("format", "AUTO")
            .with("overwrite", true)
            .with("content", Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    var unusedImported =
        client.send(Request.post("/api/2.0/workspace/import").json(body).repeatable());
  }

  private Digest digest() throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream hashing =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      long unused = hashing.transferTo(OutputStream.nullOutputStream());
      return Digest.ofHash(hashing.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
