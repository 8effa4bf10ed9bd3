package dev.lockstep.model.check;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** How sets of numbers are written down, always in the same order. */
final class SavedNumbers {
  private SavedNumbers() {}

  static void write(DataOutput output, Set<Long> numbers) throws IOException {
    long[] sorted = numbers.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    output.writeInt(sorted.length);
    for (long number : sorted) {
      output.writeLong(number);
    }
  }

  /** Adds what was written. */
  static void read(DataInput input, Set<Long> target) throws IOException {
    int count = input.readInt();
    for (int i = 0; i < count; i++) {
      target.add(input.readLong());
    }
  }
}
