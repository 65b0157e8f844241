package dev.lockflight.connector.volumes;

import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.InvalidRequestException;
import dev.lockflight.connector.http.RestException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/** Tells what went wrong with a file of a volume in the words of file systems. */
record Failures(String path, VolumePath directory) {
  /** Work that calls the workspace. */
  interface Work<T> {
    T done() throws IOException, InterruptedException;
  }

  <T> T told(Work<T> work) throws IOException {
    try {
      return work.done();
    } catch (AnswerException e) {
      throw because(e, refused(e));
    } catch (RestException e) {
      throw because(e, new FileSystemException(path, null, e.getMessage()));
    } catch (InvalidRequestException e) {
      throw because(e, new FileSystemException(path, null, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw because(e, new InterruptedIOException(path + ": interrupted"));
    }
  }

  private static <E extends IOException> E because(Exception cause, E failure) {
    var unused = failure.initCause(cause);
    return failure;
  }

  private FileSystemException refused(AnswerException e) {
    return switch (e.status()) {
      case 401, 403 -> new AccessDeniedException(path, null, e.getMessage());
      case 404 -> noVolume(directory, words(e));
      case 409 ->
          new FileAlreadyExistsException(
              path, null, "a file is where a directory should be, or the reverse: " + words(e));
      case 413 ->
          new FileSystemException(
              path, null, "too big for one request; send it in parts, inPartsAbove: " + words(e));
      case 507 ->
          new FileSystemException(
              path, null, "the volume is full; delete old sets with keepNewest: " + words(e));
      default -> new FileSystemException(path, null, e.getMessage());
    };
  }

  private static String words(AnswerException e) {
    return e.problem().message();
  }

  static FileSystemException noVolume(VolumePath directory, String words) {
    return new FileSystemException(
        directory.toString(),
        null,
        "there is no volume "
            + directory.volumeName()
            + ", or the caller may not see it; check its name, create it, or grant USE CATALOG,"
            + " USE SCHEMA and READ VOLUME: "
            + words);
  }
}
