package dev.lockstep.stress.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A kind of store that takes part. Those found by {@link java.util.ServiceLoader} join the engine's
 * own. No contender syncs: what is compared is the work of the stores, not the disk's.
 */
public interface Contender {

  /** One word for tables and for the JSON form. */
  String name();

  /** Opens a new store in an empty directory. */
  BenchmarkStore open(Path directory) throws IOException;
}
