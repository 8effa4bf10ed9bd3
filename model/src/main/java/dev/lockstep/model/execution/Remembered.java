package dev.lockstep.model.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found out once and need not be found out again. All is forgotten at once when it is full.
 * Executions that run side by side may share it: what is found out for a key is the same whoever does.
 */
public final class Remembered<K, V> {
  private static final int ENTRIES_MAX = 500_000;

  private final Map<K, V> found = new ConcurrentHashMap<>();
  private final int entriesMax;

  public Remembered() {
    this(ENTRIES_MAX);
  }

  /** For entries that take much memory. */
  public Remembered(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  /** What was found out for {@code key}; null where nothing was, or where it is forgotten. */
  @Nullable
  public V find(K key) {
    return found.get(key);
  }

  boolean holds(K key) {
    return found.containsKey(key);
  }

  public void note(K key, V value) {
    if (found.size() >= entriesMax) {
      found.clear();
    }
    found.put(key, value);
  }

  /** Whether nothing is remembered. */
  boolean isEmpty() {
    return found.isEmpty();
  }
}
