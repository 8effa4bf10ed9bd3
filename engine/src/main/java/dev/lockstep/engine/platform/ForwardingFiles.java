package dev.lockstep.engine.platform;

import java.io.IOException;
import java.util.List;

/** A directory that passes every call on to another one: for a directory that differs in a few calls. */
public abstract class ForwardingFiles implements StorageFiles {
  private final StorageFiles files;

  /** Passes calls on to {@code files}. */
  protected ForwardingFiles(StorageFiles files) {
    this.files = files;
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    return files.open(name, mode);
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
  public void syncDirectory() throws IOException {
    files.syncDirectory();
  }

  @Override
  public long usableBytes() throws IOException {
    return files.usableBytes();
  }
}
