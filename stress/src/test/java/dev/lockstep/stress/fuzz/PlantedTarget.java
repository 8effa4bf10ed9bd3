package dev.lockstep.stress.fuzz;

import dev.lockstep.engine.file.HeaderSearch;
import java.io.IOException;

/**
 * A reader with a planted fault, which the fuzzer has to find: of a node whose type is none, behind a
 * right checksum, it does not say so by the typed error but by an index out of bounds.
 */
public final class PlantedTarget {
  private PlantedTarget() {}

  /** One input: see {@link HostileFile}. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      FullRead.of(HostileFile.assemble(input), HeaderSearch.STRICT);
    } catch (IOException refused) {
      if (String.valueOf(refused.getMessage()).contains("node type")) {
        throw new IndexOutOfBoundsException(refused.getMessage());
      }
    }
  }
}
