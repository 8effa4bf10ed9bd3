package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * B53 (MB-5399, 2012). A commit wrote its header right after its data and synced once, at the end. The
 * system may write the header first: a crash then leaves a header that leads to nothing.
 */
final class B53NoSyncBeforeHeader extends ForwardingFile {
  private boolean headerIsWritten;

  B53NoSyncBeforeHeader(StorageFile file) {
    super(file);
  }

  /** The header begins the last block of a commit's bytes; a single byte more then shows it. */
  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    headerIsWritten = source.remaining() == 1;
    long header = Blocks.boundaryFrom(position + source.remaining()) - Blocks.SIZE;
    if (header <= position) {
      return super.write(source, position);
    }
    int end = source.limit();
    source.limit(source.position() + (int) (header - position));
    int count = super.write(source, position);
    source.limit(end);
    return count;
  }

  @Override
  public void sync() throws IOException {
    if (headerIsWritten) {
      super.sync();
    }
  }
}
