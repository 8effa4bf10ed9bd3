package dev.lockstep.stress.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The documents that every store gets: keys of 16 bytes in ascending order, values of 256 of which one
 * half is random and the other says the same all along. Values come from a pool, so that making them
 * costs the driver nothing.
 */
final class Documents {
  static final int KEY_LENGTH = 16;
  static final int VALUE_LENGTH = 256;

  private static final int POOL_SIZE = 4096;
  private static final byte FILLER = 'x';

  private final Random random;
  private final int count;
  private final byte[][] pool = new byte[POOL_SIZE][];

  Documents(int count, long seed) {
    this.count = count;
    this.random = new Random(seed);
    for (int i = 0; i < POOL_SIZE; i++) {
      byte[] value = new byte[VALUE_LENGTH];
      random.nextBytes(value);
      Arrays.fill(value, VALUE_LENGTH / 2, VALUE_LENGTH, FILLER);
      pool[i] = value;
    }
  }

  int count() {
    return count;
  }

  /** A key that is in the store. */
  byte[] randomKey() {
    return key(random.nextInt(count));
  }

  /** Documents {@code from} to {@code from + size}, exclusive, or to the last one. */
  List<BenchmarkStore.Entry> inOrder(int from, int size) {
    List<BenchmarkStore.Entry> batch = new ArrayList<>(size);
    for (int i = from; i < Math.min(count, from + size); i++) {
      batch.add(new BenchmarkStore.Entry(key(i), value()));
    }
    return batch;
  }

  /** New values for some of the documents. */
  List<BenchmarkStore.Entry> atRandom(int size) {
    List<BenchmarkStore.Entry> batch = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      batch.add(new BenchmarkStore.Entry(randomKey(), value()));
    }
    return batch;
  }

  private byte[] value() {
    return pool[random.nextInt(POOL_SIZE)];
  }

  private static byte[] key(int number) {
    byte[] key = "doc-000000000000".getBytes(StandardCharsets.US_ASCII);
    int rest = number;
    for (int at = KEY_LENGTH - 1; rest > 0; at--) {
      key[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return key;
  }
}
