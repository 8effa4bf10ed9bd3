package dev.lockstep.model.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Goes through what a crash may leave of unsynced writes, as {@link CrashImages} lists it. Each
 * outcome is handed over as the contents of the files that the writes touched, until one answer is
 * false.
 */
final class WriteLoss {
  private final List<UnsyncedWrite> writes;
  private final Predicate<Map<Inode, FileContent>> outcomes;
  private boolean goesOn = true;

  WriteLoss(List<UnsyncedWrite> writes, Predicate<Map<Inode, FileContent>> outcomes) {
    this.writes = writes;
    this.outcomes = outcomes;
  }

  void enumerate() {
    int count = writes.size();
    for (int whole = count; goesOn && whole >= 0; whole--) {
      outcome(whole, 0, whole);
    }
    for (int i = 0; goesOn && i < count; i++) {
      outcome(i, 0, count);
      UnsyncedWrite write = writes.get(i);
      for (int tear = 0; goesOn && tear < write.tears(); tear++) {
        outcome(i, write.bytesBeforeTear(tear), i);
        outcome(i, write.bytesBeforeTear(tear), count);
      }
    }
  }

  /**
   * Keeps the writes before {@code odd} whole, {@code oddBytes} of that one, and the ones after it
   * up to {@code end}.
   */
  private void outcome(int odd, int oddBytes, int end) {
    Map<Inode, FileContent> contents = new HashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      UnsyncedWrite write = writes.get(i);
      FileContent content =
          contents.computeIfAbsent(write.inode, inode -> inode.durable.snapshot());
      if (i < odd || (i > odd && i < end)) {
        content.write(write.bytes, write.bytes.length, write.position);
      } else if (i == odd) {
        content.write(write.bytes, oddBytes, write.position);
      }
    }
    goesOn = outcomes.test(contents);
  }
}
