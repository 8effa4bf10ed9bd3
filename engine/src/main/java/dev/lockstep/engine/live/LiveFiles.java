package dev.lockstep.engine.live;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of one directory of the operating system. A name is one path element; subdirectories
 * are neither listed nor touched.
 *
 * <p>Durability of names: the directory is opened and synced. Windows has no such call: it refuses
 * to open a directory, and its file system journals renames and removals in order by itself, so
 * there {@link #syncDirectory()} does nothing. Any other system that refuses gives the caller its
 * {@code IOException}, for without the call a rename is not durable.
 */
final class LiveFiles implements StorageFiles {
  static final boolean WINDOWS = File.separatorChar == '\\';

  private static final Set<String> NO_FILE_NAMES = Set.of("", ".", "..");

  private final Path directory;
  private final LiveCache cache = new LiveCache();

  LiveFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    Path path = path(name);
    if (Files.isDirectory(path)) {
      throw new FileSystemException(name, null, "is a directory, not a file");
    }
    try {
      return LiveFile.open(path, name, mode, cache);
    } catch (NoSuchFileException missing) {
      throw notFound(name, missing);
    } catch (FileAlreadyExistsException existing) {
      FileExistsException exists = new FileExistsException(name);
      exists.initCause(existing);
      throw exists;
    } catch (AccessDeniedException denied) {
      throw refused(name, denied);
    }
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(Files::isRegularFile)
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Override
  public void rename(String source, String target) throws IOException {
    try {
      Files.move(path(source), path(target), StandardCopyOption.ATOMIC_MOVE);
      cache.renamed(source, target);
    } catch (NoSuchFileException missing) {
      throw notFound(source, missing);
    }
  }

  @Override
  public void remove(String name) throws IOException {
    Path path = path(name);
    if (Files.isDirectory(path)) {
      throw new FileSystemException(name, null, "is a directory, not a file");
    }
    try {
      Files.delete(path);
      cache.removed(name);
    } catch (NoSuchFileException missing) {
      throw notFound(name, missing);
    }
  }

  @Override
  public void syncDirectory() throws IOException {
    if (WINDOWS) {
      return;
    }
    try (AsynchronousFileChannel channel =
        LiveFile.openChannel(directory, Set.of(StandardOpenOption.READ))) {
      channel.force(true);
    }
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  private Path path(String name) {
    Path element = Path.of(name);
    Invariant.check(
        element.getNameCount() == 1 && !element.isAbsolute() && !NO_FILE_NAMES.contains(name),
        "%s is not the name of a file in %s",
        name,
        directory);
    return directory.resolve(element);
  }

  private static FileSystemException refused(String name, AccessDeniedException denied) {
    FileSystemException refused =
        new AccessDeniedException(name, null, "the system refuses access; check its permissions");
    refused.initCause(denied);
    return refused;
  }

  private static FileNotFoundException notFound(String name, NoSuchFileException missing) {
    FileNotFoundException notFound = new FileNotFoundException(name + ": there is no such file");
    notFound.initCause(missing);
    return notFound;
  }
}
