package dev.lockstep.stress.benchmark;

import dev.lockstep.engine.platform.DecodedCache;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Files that are never synced. */
record UnsyncedFiles(StorageFiles files) implements StorageFiles {

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    return new UnsyncedFile(files.open(name, mode));
  }

  @Override
  public List<String> list() throws IOException {
    return files.list();
  }

  @Override
  public void rename(String source, String target) throws IOException {
    files.rename(source, target);
  }

  @Override
  public void remove(String name) throws IOException {
    files.remove(name);
  }

  @Override
  public void syncDirectory() {}

  @Override
  public long usableBytes() throws IOException {
    return files.usableBytes();
  }

  private record UnsyncedFile(StorageFile file) implements StorageFile {

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
      return file.write(source, position);
    }

    @Override
    public DecodedCache decoded() {
      return file.decoded();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void sync() {}

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
