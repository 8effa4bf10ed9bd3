package dev.lockstep.engine.tool;

import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Files of which one call fails, the calls counted from 0; closing and removing never do. */
final class FailingFiles implements StorageFiles {
  private final StorageFiles files;
  private int left;

  FailingFiles(StorageFiles files, int failingCall) {
    this.files = files;
    this.left = failingCall;
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    mayFail("open " + name);
    return new FailingFile(files.open(name, mode));
  }

  @Override
  public List<String> list() throws IOException {
    mayFail("list");
    return files.list();
  }

  @Override
  public void rename(String source, String target) throws IOException {
    mayFail("rename " + source);
    files.rename(source, target);
  }

  @Override
  public void remove(String name) throws IOException {
    files.remove(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    mayFail("sync of the directory");
    files.syncDirectory();
  }

  @Override
  public long usableBytes() throws IOException {
    return files.usableBytes();
  }

  private void mayFail(String call) throws IOException {
    if (left-- == 0) {
      throw new IOException(call + " fails on purpose");
    }
  }

  private final class FailingFile implements StorageFile {
    private final StorageFile file;

    FailingFile(StorageFile file) {
      this.file = file;
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      mayFail("read of " + name());
      return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      mayFail("write of " + name());
      return file.write(source, position);
    }

    @Override
    public long size() throws IOException {
      mayFail("size of " + name());
      return file.size();
    }

    @Override
    public void sync() throws IOException {
      mayFail("sync of " + name());
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
