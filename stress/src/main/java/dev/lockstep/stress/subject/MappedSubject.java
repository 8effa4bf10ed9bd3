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

/**
 * A handle of its own on one real file of this JVM, which is long enough to be mapped by its first read.
 * Each eight bytes of the file hold their position.
 */
public final class MappedSubject {
  /** The least that the live platform maps. */
  private static final int SIZE = 1 << 20;

  private static final StorageFiles FILES = openFiles();
  private static final String NAME = create("mapped." + ProcessHandle.current().pid());

  private final StorageFile file;

  private MappedSubject() {
    try {
      this.file = FILES.open(NAME, OpenMode.READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of which nothing is mapped yet. */
  public static MappedSubject opened() {
    return new MappedSubject();
  }

  /** That a first read has mapped. */
  public static MappedSubject mapped() {
    MappedSubject subject = opened();
    subject.read();
    return subject;
  }

  /** Reads eight bytes near the end: {@code read}, {@code a closed file}, or what else they held. */
  public String read() {
    int position = SIZE - 2 * Long.BYTES;
    ByteBuffer target = ByteBuffer.allocate(Long.BYTES);
    try {
      int length = file.read(target, position);
      long found = target.getLong(0);
      return length == Long.BYTES && found == position ? "read" : length + " bytes " + found;
    } catch (IOException e) {
      if (e.getCause() instanceof ClosedChannelException) {
        return "a closed file";
      }
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the handle: {@code closed}. */
  public String close() {
    try {
      file.close();
      return "closed";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StorageFiles openFiles() {
    try {
      return LivePlatform.files(Path.of("."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String create(String name) {
    Path.of(name).toFile().deleteOnExit();
    ByteBuffer content = ByteBuffer.allocate(SIZE);
    while (content.hasRemaining()) {
      content.putLong(content.position());
    }
    try (StorageFile created = FILES.open(name, OpenMode.CREATE_NEW)) {
      created.write(content.flip(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name;
  }
}
