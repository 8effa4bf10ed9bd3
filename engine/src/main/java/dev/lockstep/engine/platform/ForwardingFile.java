package dev.lockstep.engine.platform;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that passes every call on to another one: for a file that differs in a few calls. */
public abstract class ForwardingFile implements StorageFile {
  private final StorageFile file;

  /** Passes calls on to {@code file}. */
  protected ForwardingFile(StorageFile file) {
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
  public void sync() throws IOException {
    file.sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
