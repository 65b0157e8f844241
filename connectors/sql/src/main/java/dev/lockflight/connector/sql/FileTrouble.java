package dev.lockflight.connector.sql;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what is wrong with a file, and what to do. */
final class FileTrouble {
  private FileTrouble() {}

  static String say(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException) {
      return "no permission for " + message + "; let the user of this process read and write it";
    }
    if (e instanceof NoSuchFileException) {
      return message + " is not there";
    }
    if (message.contains("No space left") || message.contains("quota")) {
      return message + "; free some space, or keep fewer savepoints";
    }
    return e instanceof FileSystemException || e instanceof DatabaseInUseException
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }
}
