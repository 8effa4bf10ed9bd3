package dev.lockstep.scenarios.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Operating errors in one line. The JDK's file errors say no more than the file's name. */
final class FailureText {
  private FailureText() {}

  static String of(IOException failure) {
    if (failure instanceof FileSystemException file) {
      return file.getFile() + ": " + reason(file);
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file; check the path";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a folder; check the path";
    }
    if (failure instanceof AccessDeniedException) {
      return "access denied; check its permissions";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "something of that name is in the way; remove it or name another";
    }
    String reason = failure.getReason();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }
}
