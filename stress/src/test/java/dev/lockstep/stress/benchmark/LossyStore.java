package dev.lockstep.stress.benchmark;

import java.util.List;

/** A store that keeps nothing. */
class LossyStore implements BenchmarkStore {
  @Override
  public void write(List<Entry> batch) {}

  @Override
  public int get(byte[] key, byte[] target) {
    return -1;
  }

  @Override
  public long scan(byte[] target) {
    return 0;
  }

  @Override
  public long compact() {
    return 0;
  }

  @Override
  public void close() {}
}
