package dev.lockstep.stress.fuzz;

import dev.lockstep.engine.file.HeaderSearch;
import java.io.IOException;

/**
 * What the fuzzer calls with content that passes every checksum: whatever it is, it is read to an end
 * or refused by an {@link IOException}.
 */
public final class HostileFileTarget {
  private HostileFileTarget() {}

  /** One input: see {@link HostileFile}. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] file = HostileFile.assemble(input);
    for (HeaderSearch search : HeaderSearch.values()) {
      read(file, search);
    }
  }

  private static boolean read(byte[] file, HeaderSearch search) {
    try {
      return FullRead.of(file, search).problems().isEmpty();
    } catch (IOException refused) {
      return false;
    }
  }
}
