package dev.lockstep.stress.exhausted;

import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Real files that may hold so many bytes together, as a full disk allows. */
final class QuotaFiles implements StorageFiles {
  private final StorageFiles real;
  private final long bytesMax;

  QuotaFiles(StorageFiles real, long bytesMax) {
    this.real = real;
    this.bytesMax = bytesMax;
  }

  private long bytesUsed() throws IOException {
    long used = 0;
    for (String name : real.list()) {
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
  public List<String> list() throws IOException {
    return real.list();
  }

  @Override
  public void rename(String source, String target) throws IOException {
    real.rename(source, target);
  }

  @Override
  public void remove(String name) throws IOException {
    real.remove(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    real.syncDirectory();
  }

  @Override
  public long usableBytes() throws IOException {
    return Math.max(0, bytesMax - bytesUsed());
  }

  /** A write that only half fits writes that half, as the system call does. */
  private final class QuotaFile implements StorageFile {
    private final StorageFile file;

    QuotaFile(StorageFile file) {
      this.file = file;
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      long grows = Math.max(0, position + source.remaining() - file.size());
      long fits = grows == 0 ? source.remaining() : source.remaining() - grows + bytesFree();
      if (fits <= 0) {
        throw new IOException(file.name() + ": No space left on device");
      }
      ByteBuffer part = source.duplicate();
      part.limit(part.position() + (int) Math.min(fits, part.remaining()));
      int written = file.write(part, position);
      source.position(source.position() + written);
      return written;
    }

    private long bytesFree() throws IOException {
      return bytesMax - bytesUsed();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
