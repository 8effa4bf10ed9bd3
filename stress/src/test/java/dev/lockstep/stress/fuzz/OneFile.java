package dev.lockstep.stress.fuzz;

import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;
import java.util.List;

/** A directory with one file, which nobody may change. */
final class OneFile implements StorageFiles {
  static final String NAME = "hostile.couch.1";

  private final byte[] bytes;

  OneFile(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws FileNotFoundException {
    if (!name.equals(NAME) || mode != OpenMode.READ) {
      throw new FileNotFoundException("only " + NAME + " is here, to be read");
    }
    return new Handle();
  }

  @Override
  public List<String> list() {
    return List.of(NAME);
  }

  @Override
  public void rename(String source, String target) {
    throw new AssertionError("a reader renamed " + source);
  }

  @Override
  public void remove(String name) {
    throw new AssertionError("a reader removed " + name);
  }

  @Override
  public void syncDirectory() {
    throw new AssertionError("a reader synced the directory");
  }

  @Override
  public long usableBytes() {
    throw new AssertionError("a reader asked for room");
  }

  private final class Handle implements StorageFile {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public int read(ByteBuffer target, long position) {
      if (position >= bytes.length) {
        return -1;
      }
      int count = (int) Math.min(target.remaining(), bytes.length - position);
      target.put(bytes, (int) position, count);
      return count;
    }

    @Override
    public int write(ByteBuffer source, long position) {
      throw new AssertionError("a reader wrote at " + position);
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void sync() {
      throw new AssertionError("a reader synced its file");
    }

    @Override
    public void close() {}
  }
}
