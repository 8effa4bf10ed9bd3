package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * B55 (MB-35473, 2019; MB-62352, 2025). A write that took fewer bytes than it was given was taken for
 * whole.
 */
final class B55ShortWriteIsWhole extends ForwardingFile {
  B55ShortWriteIsWhole(StorageFile file) {
    super(file);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    int asked = source.remaining();
    int end = source.limit();
    super.write(source, position);
    source.position(end);
    return asked;
  }
}
