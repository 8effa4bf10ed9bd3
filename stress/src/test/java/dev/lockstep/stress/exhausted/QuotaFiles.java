package dev.lockstep.stress.exhausted;

import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.ForwardingFiles;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Real files that may hold so many bytes together, as a full disk allows. */
final class QuotaFiles extends ForwardingFiles {
  private final StorageFiles real;
  private final long bytesMax;

  QuotaFiles(StorageFiles real, long bytesMax) {
    super(real);
    this.real = real;
    this.bytesMax = bytesMax;
  }

  private long bytesUsed() throws IOException {
    long used = 0;
    for (String name : list()) {
      try (StorageFile file = real.open(name, OpenMode.READ)) {
        used += file.size();
      }
    }
    return used;
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    return new QuotaFile(real.open(name, mode));
  }

  @Override
  public long usableBytes() throws IOException {
    return Math.max(0, bytesMax - bytesUsed());
  }

  /** A write that only half fits writes that half, as the system call does. */
  private final class QuotaFile extends ForwardingFile {

    QuotaFile(StorageFile file) {
      super(file);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      long grows = Math.max(0, position + source.remaining() - size());
      long fits = grows == 0 ? source.remaining() : source.remaining() - grows + bytesFree();
      if (fits <= 0) {
        throw new IOException(name() + ": No space left on device");
      }
      ByteBuffer part = source.duplicate();
      part.limit(part.position() + (int) Math.min(fits, part.remaining()));
      int written = super.write(part, position);
      source.position(source.position() + written);
      return written;
    }

    private long bytesFree() throws IOException {
      return bytesMax - bytesUsed();
    }
  }
}
