package dev.lockstep.engine.file;

import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.util.Optional;

/** How an {@link AppendFile} comes to be. What fails leaves no handle open, and no file that was not there. */
public final class FileOpening {
  private FileOpening() {}

  /** A file as it was opened, with its last header. */
  public record Opened(AppendFile file, CommittedHeader lastHeader) {}

  /**
   * Creates a file, encrypted if there is a current key. Its initial header, where it gets one, and its
   * metadata are not synced.
   *
   * @throws UnencryptableVersionException if there is a current key, and no file of the version is encrypted
   * @throws dev.lockstep.engine.platform.FileExistsException if there is one of that name
   */
  public static AppendFile create(
      StorageFiles files,
      String name,
      DiskVersion version,
      InitialHeader initial,
      Encryption encryption)
      throws IOException {
    Optional<FileKey> key = encryption
        .keys()
        .current()
        .map(current -> FileKey.create(current, encryption.random(), name));
    if (key.isPresent() && !version.hasPreviousPosition()) {
      throw new UnencryptableVersionException(name, version, key.get().id());
    }
    StorageFile storage = files.open(name, OpenMode.CREATE_NEW);
    try {
      AppendFile file = new AppendFile(storage, OpenMode.CREATE_NEW, version, key, 0);
      file.begin(initial);
      return file;
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, storage);
      removeAfter(e, files, name);
      throw e;
    }
  }

  /**
   * Opens a file and finds its last header. Appends to it will start at its end.
   *
   * @throws java.io.FileNotFoundException if there is no file of that name
   * @throws NoHeaderException if it holds no header
   * @throws CorruptFileException if the search finds damage that it may not skip
   * @throws UnsupportedVersionException if the header is of an unknown disk version
   * @throws EncryptedFileException if the file is encrypted with a key that is not among {@code keys}
   * @throws WrongKeyException if that key does not decrypt it
   */
  public static Opened open(
      StorageFiles files, String name, OpenMode mode, HeaderSearch search, EncryptionKeys keys)
      throws IOException {
    Invariant.check(mode != OpenMode.CREATE_NEW, "a file is created by create");
    StorageFile storage = files.open(name, mode);
    try {
      HeaderFinder finder = new HeaderFinder(name, new StoredBytes(storage));
      Optional<CommittedHeader> last = finder.last(search);
      Optional<FileKey> key = findKey(finder, last, keys, name);
      if (last.isEmpty()) {
        throw new NoHeaderException(name, storage.size());
      }
      DiskVersion version = last.get().header().version();
      AppendFile file = new AppendFile(storage, mode, version, key, storage.size());
      if (key.isPresent()) {
        KeyCheck.run(file, key.get().id(), last.get());
      }
      return new Opened(file, last.get());
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, storage);
      throw e;
    }
  }

  private static Optional<FileKey> findKey(
      HeaderFinder finder, Optional<CommittedHeader> last, EncryptionKeys keys, String name)
      throws IOException {
    boolean encrypted =
        last.isPresent() ? last.get().header().hasMetadata() : finder.startsWithMetadata();
    return encrypted ? Optional.of(FileKey.find(finder.metadata(), keys, name)) : Optional.empty();
  }

  private static void closeAfter(Throwable failure, StorageFile storage) {
    try {
      storage.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void removeAfter(Throwable failure, StorageFiles files, String name) {
    try {
      files.remove(name);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
