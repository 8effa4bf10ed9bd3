package dev.lockstep.stress.subject;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;

/** A handle of its own on one real file, long enough to be mapped into memory at its first read. */
public final class MappedFileSubject {
  private static final int FILE_BYTES = 2 << 20;
  private static final byte CONTENT = 7;
  private static final int READ_BYTES = 64;
  private static final long POSITION = 4_096;

  private static final String NAME = "mapped." + ProcessHandle.current().pid();
  private static final StorageFiles FILES = directoryWithFile();

  private final StorageFile file;

  public MappedFileSubject() {
    try {
      file = FILES.open(NAME, OpenMode.READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads some bytes: {@code read}, {@code closed} or {@code other bytes}. */
  public String read() {
    ByteBuffer target = ByteBuffer.allocate(READ_BYTES);
    try {
      file.read(target, POSITION);
    } catch (ClosedChannelException e) {
      return "closed";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.equals(target.array(), content(READ_BYTES)) ? "read" : "other bytes";
  }

  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StorageFiles directoryWithFile() {
    try {
      StorageFiles files = LivePlatform.files(Path.of("."));
      try (StorageFile created = files.open(NAME, OpenMode.CREATE_NEW)) {
        created.write(ByteBuffer.wrap(content(FILE_BYTES)), 0);
      }
      Path.of(NAME).toFile().deleteOnExit();
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    Arrays.fill(content, CONTENT);
    return content;
  }
}
