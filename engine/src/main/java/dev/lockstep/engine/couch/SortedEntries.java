package dev.lockstep.engine.couch;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/**
 * Entries in ascending order of keys, one at a time. What is said of an entry is good until the next one
 * is asked for. Belongs to one task.
 */
interface SortedEntries extends Closeable {

  /** Goes to the next entry. Returns whether there is one. */
  boolean advance() throws IOException;

  /** The array that holds the entry: its key, then its value. Nobody may change it. */
  byte[] bytes();

  /** Where in {@link #bytes()} the key starts. */
  int keyStart();

  int keyLength();

  int valueLength();

  @Override
  default void close() throws IOException {}

  /** Compares the keys that two are at. */
  static int compareKeys(SortedEntries one, SortedEntries other) {
    return Arrays.compareUnsigned(
        one.bytes(),
        one.keyStart(),
        one.keyStart() + one.keyLength(),
        other.bytes(),
        other.keyStart(),
        other.keyStart() + other.keyLength());
  }
}
