package dev.lockstep.stress.benchmark;

import java.nio.file.Path;

/** A contender with a store that is there already. */
record FakeContender(String name, BenchmarkStore store) implements Contender {

  @Override
  public BenchmarkStore open(Path directory) {
    return store;
  }
}
