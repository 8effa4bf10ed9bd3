package dev.lockstep.engine.tool;

import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.ForwardingFiles;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Files of which one call fails, the calls counted from 0; closing and removing never do. */
final class FailingFiles extends ForwardingFiles {
  private int left;

  FailingFiles(StorageFiles files, int failingCall) {
    super(files);
    this.left = failingCall;
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    mayFail("open " + name);
    return new FailingFile(super.open(name, mode));
  }

  @Override
  public List<String> list() throws IOException {
    mayFail("list");
    return super.list();
  }

  @Override
  public void rename(String source, String target) throws IOException {
    mayFail("rename " + source);
    super.rename(source, target);
  }

  @Override
  public void syncDirectory() throws IOException {
    mayFail("sync of the directory");
    super.syncDirectory();
  }

  private void mayFail(String call) throws IOException {
    if (left-- == 0) {
      throw new IOException(call + " fails on purpose");
    }
  }

  private final class FailingFile extends ForwardingFile {

    FailingFile(StorageFile file) {
      super(file);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      mayFail("read of " + name());
      return super.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      mayFail("write of " + name());
      return super.write(source, position);
    }

    @Override
    public long size() throws IOException {
      mayFail("size of " + name());
      return super.size();
    }

    @Override
    public void sync() throws IOException {
      mayFail("sync of " + name());
      super.sync();
    }
  }
}
