package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * B54 (MB-65486 and MB-64902, 2025). A header went to the disk with its final marker, across sectors
 * that are written one by one, while an opening that meets half a header refuses the file. Our headers
 * fit into a sector, so this one is written in two parts.
 */
final class B54HeaderWrittenInParts extends ForwardingFile {
  /** So much of a header is written first, in bytes. */
  private static final int FIRST_PART = 24;

  B54HeaderWrittenInParts(StorageFile file) {
    super(file);
  }

  /** The header begins the last block of a commit's bytes. */
  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    int length = source.remaining();
    long header = Blocks.boundaryFrom(position + length) - Blocks.SIZE;
    int toHeader = (int) (header - position);
    if (toHeader < 0 || length <= toHeader + FIRST_PART) {
      return super.write(source, position);
    }
    ByteBuffer marked = ByteBuffer.allocate(length).put(source);
    marked.put(toHeader, Blocks.HEADER).flip();
    marked.limit(toHeader + FIRST_PART);
    int first = super.write(marked, position);
    marked.limit(length);
    return first + super.write(marked, position + first);
  }
}
