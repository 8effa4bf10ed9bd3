package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;

/**
 * C07 (couchstore c767f50, MB-6580, 2012). The end of a file was kept in an integer of 32 bits: beyond
 * 2 GB the search for the header began somewhere else. Here it has 16 bits, so that a small file will do.
 */
final class C07OffsetTooShort extends ForwardingFile {
  private static final int BITS = 0xFFFF;

  C07OffsetTooShort(StorageFile file) {
    super(file);
  }

  @Override
  public long size() throws IOException {
    return super.size() & BITS;
  }
}
