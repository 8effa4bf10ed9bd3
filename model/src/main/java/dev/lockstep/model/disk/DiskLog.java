package dev.lockstep.model.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What the steps of one execution did to its disk. In every execution that differs by the order of
 * commuting steps alone they do the same, so the disks on the way through those can be made of this,
 * without running any of them.
 */
public final class DiskLog {
  /** What was done before the first step is done always. */
  private static final int BEFORE_ALL = -1;

  private final SimulatedDisk first;
  private final List<DiskEffect> effects = new ArrayList<>();
  private int[] steps = new int[32]; // Of each effect.
  private int attributed;

  DiskLog(SimulatedDisk first) {
    this.first = first;
  }

  void note(DiskEffect effect) {
    effects.add(effect);
  }

  /** The tasks begin: what was done so far was no step. */
  public void begin() {
    endStep(BEFORE_ALL);
  }

  /** What was done since the step before was done by this one. */
  public void endStep(int index) {
    if (attributed < effects.size()) {
      if (steps.length < effects.size()) {
        steps = Arrays.copyOf(steps, 2 * effects.size());
      }
      Arrays.fill(steps, attributed, effects.size(), index);
      attributed = effects.size();
    }
  }

  /** The disk when the steps in {@code done} were taken, and no other. */
  public SimulatedDisk after(IntPredicate done) {
    SimulatedDisk disk = first.fork();
    Map<Integer, Inode> inodes = new HashMap<>();
    disk.inodes().values().forEach(inode -> inodes.put(inode.number, inode));
    for (int i = 0; i < attributed; i++) {
      if (steps[i] == BEFORE_ALL || done.test(steps[i])) {
        effects.get(i).applyTo(disk, inodes);
      }
    }
    return disk;
  }
}
