package dev.lockstep.stress.fuzz;

import dev.lockstep.engine.file.HeaderSearch;
import java.io.IOException;
import java.util.List;

/**
 * What the fuzzer calls with damage to a file that the engine wrote: the file is refused by an {@link
 * IOException}, or what is read is exactly what some commit of it held. Never a wrong document.
 */
public final class DamagedFileTarget {
  private static final DamagedFile FILE = DamagedFile.write();

  private DamagedFileTarget() {}

  /** One input: see {@link DamagedFile}. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] damaged = FILE.damagedBy(input);
    for (HeaderSearch search : HeaderSearch.values()) {
      List<String> read;
      try {
        read = FullRead.of(damaged, search).lines();
      } catch (IOException refused) {
        continue;
      }
      if (!FILE.wasCommitted(read)) {
        throw new AssertionError("no commit ever held what is read: " + read);
      }
    }
  }
}
