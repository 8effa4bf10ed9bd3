package dev.lockstep.stress.shadow;

import static dev.lockstep.stress.shadow.Change.Kind.ABORT;
import static dev.lockstep.stress.shadow.Change.Kind.COMMIT;
import static dev.lockstep.stress.shadow.Change.Kind.DELETE;
import static dev.lockstep.stress.shadow.Change.Kind.PREPARE;
import static dev.lockstep.stress.shadow.Change.Kind.SET;

import dev.lockstep.engine.document.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Batches of writes that depend on a seed and on what was written before, and on nothing else: whoever
 * knows how many batches there were knows what a vbucket must hold. Few keys are written again and
 * again, so that every kind of write meets every other; bodies are empty, short, or longer than a block
 * of the file. Prepares are completed in the order of their seqnos, as the engine
 * demands. A batch holds no id twice.
 *
 * @param seed of all choices
 */
public record Workload(long seed) {
  private static final int KEYS = 150;
  private static final int SET_PERCENT = 65;
  private static final int DELETE_PERCENT = 20;
  private static final int COMPLETED_PERCENT = 60;
  private static final int CHANGES_MAX = 12;
  private static final int BODY_SIZE_MAX = 6_000;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The changes of batch {@code number}, counted from 1, upon what the batches before it left. */
  public List<Change> batch(long number, Shadow before) {
    SplittableRandom random = new SplittableRandom(seed ^ number * GOLDEN);
    List<Change> changes = new ArrayList<>();
    Set<Bytes> used = new LinkedHashSet<>();
    for (Bytes id : before.prepared()) {
      if (random.nextInt(100) >= COMPLETED_PERCENT) {
        break;
      }
      used.add(id);
      changes.add(new Change(random.nextBoolean() ? COMMIT : ABORT, id, Bytes.EMPTY));
    }
    int count = 1 + random.nextInt(CHANGES_MAX);
    for (int i = 0; i < count; i++) {
      Bytes id = anyKey(random);
      if (used.add(id)) {
        changes.add(change(random, id));
      }
    }
    return changes;
  }

  private static Change change(SplittableRandom random, Bytes id) {
    int choice = random.nextInt(100);
    if (choice < SET_PERCENT) {
      return new Change(SET, id, anyBody(random));
    }
    if (choice < SET_PERCENT + DELETE_PERCENT) {
      return new Change(DELETE, id, Bytes.EMPTY);
    }
    return new Change(PREPARE, id, anyBody(random));
  }

  /** Half of a body is the same letter over and over, so compression has something to do. */
  public static Bytes anyBody(SplittableRandom random) {
    int size = random.nextInt(4) == 0 ? random.nextInt(BODY_SIZE_MAX) : random.nextInt(64);
    byte[] bytes = new byte[size];
    for (int i = size / 2; i < size; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return Bytes.wrap(bytes);
  }

  /** Any key that a workload writes. */
  public static Bytes anyKey(SplittableRandom random) {
    return Bytes.ofUtf8("key-" + random.nextInt(KEYS));
  }

  /** What a vbucket holds after so many batches. */
  public Shadow after(long batches) {
    Shadow shadow = new Shadow();
    for (long number = 1; number <= batches; number++) {
      shadow.apply(batch(number, shadow));
    }
    return shadow;
  }
}
