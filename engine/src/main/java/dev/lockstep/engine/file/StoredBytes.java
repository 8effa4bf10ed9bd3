package dev.lockstep.engine.file;

import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of the file itself, read in as few calls as the storage allows. */
final class StoredBytes implements ByteSource {
  private final StorageFile storage;

  StoredBytes(StorageFile storage) {
    this.storage = storage;
  }

  @Override
  public int readFully(ByteBuffer target, long position) throws IOException {
    int wanted = target.remaining();
    int done = 0;
    while (done < wanted) {
      int read = storage.read(target, position + done);
      if (read <= 0) {
        return done;
      }
      done += read;
    }
    return done;
  }

  @Override
  public long end() throws IOException {
    return storage.size();
  }
}
