package dev.lockstep.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of results: it appears whole under its name, in the place of what was there, or not at all.
 *
 * <ol>
 *   <li>Before long work begins, {@link #checkWritable} sees whether its result could be written.
 *   <li>{@link #write} writes it beside the file, makes it durable, and gives it the file's name. So
 *       there is always a whole one, and whoever watches the folder never reads half of one.
 * </ol>
 *
 * <p>What is no regular file, as {@code /dev/stdout}, is written as it is.
 */
public final class WholeFile {
  private static final String UNFINISHED_SUFFIX = ".partial";

  private WholeFile() {}

  /**
   * Step 1. Makes the folder, if it is not there; leaves nothing else behind.
   *
   * @throws FileSystemException if the file cannot be written, with its name
   */
  public static void checkWritable(Path file) throws IOException {
    checkNoFolder(file);
    if (isSpecial(file)) {
      return;
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    Path unfinished = unfinished(file);
    try {
      writeDurably(unfinished, new byte[0]);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Step 2. Returns the file. */
  public static Path write(Path file, String text) throws IOException {
    checkNoFolder(file);
    if (isSpecial(file)) {
      return Files.writeString(file, text);
    }
    Path unfinished = unfinished(file);
    try {
      writeDurably(unfinished, text.getBytes(UTF_8));
      Files.move(
          unfinished,
          placeOf(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return file;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /**
   * What a file holds.
   *
   * @throws FileSystemException if it cannot be read, with its name; also where it is a folder
   */
  static byte[] read(Path file) throws IOException {
    checkNoFolder(file);
    return Files.readAllBytes(file);
  }

  private static void checkNoFolder(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "this is a folder; name a file");
    }
  }

  private static boolean isSpecial(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file);
  }

  /** Makes the folder. Returns what the file is called there until it is whole. */
  private static Path unfinished(Path file) throws IOException {
    Path place = placeOf(file);
    Files.createDirectories(place.getParent());
    return place.resolveSibling(place.getFileName() + UNFINISHED_SUFFIX);
  }

  /** Where the file itself lies, if its name is a link. */
  private static Path placeOf(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  private static void writeDurably(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
