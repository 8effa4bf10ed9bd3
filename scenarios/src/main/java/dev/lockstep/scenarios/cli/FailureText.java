package dev.lockstep.scenarios.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    Optional<Path> inTheWay = fileAmongParents(failure.getFile());
    if (inTheWay.isPresent()) {
      return inTheWay.get() + " is a file, not a folder; check the path";
    }
    String reason = failure.getReason();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  /** What a path goes through as if it were a folder. */
  private static Optional<Path> fileAmongParents(@Nullable String file) {
    Path parent = file == null ? null : Path.of(file).getParent();
    while (parent != null && !Files.isRegularFile(parent)) {
      parent = parent.getParent();
    }
    return Optional.ofNullable(parent);
  }
}
