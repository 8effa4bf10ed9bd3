package dev.lockstep.engine.file;

import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.util.Optional;

/** How an {@link AppendFile} comes to be. What fails leaves no handle open, and no file that was not there. */
final class FileOpening {
  private FileOpening() {}

  static AppendFile create(
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
    Invariant.check(
        key.isEmpty() || version.hasPreviousPosition(), "no file of this version is encrypted");
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

  static AppendFile.Opened open(
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
      return new AppendFile.Opened(file, last.get());
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
