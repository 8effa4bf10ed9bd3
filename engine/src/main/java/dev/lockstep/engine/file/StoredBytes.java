package dev.lockstep.engine.file;

import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of the file itself. */
final class StoredBytes implements ByteSource {
  private final StorageFile storage;

  StoredBytes(StorageFile storage) {
    this.storage = storage;
  }

  @Override
  public int readFully(ByteBuffer target, long position) throws IOException {
    return Transfer.readFully(storage, target, position);
  }

  @Override
  public long end() throws IOException {
    return storage.size();
  }
}
