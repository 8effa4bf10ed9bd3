package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.Step;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The Foata normal form of an execution, which all equivalent executions share and no other has: its
 * steps in layers, each step in the layer after the last of those that come before it and conflict
 * with it. Worked out from the recorded steps alone, without the code under test.
 */
final class CanonicalForm {
  private CanonicalForm() {}

  static String of(List<Step> steps, DiskOrder diskOrder) {
    return of(steps, diskOrder, Set.of());
  }

  /** The same where the disk is full at times; a step that made it so, or made room, is one of {@code changers}. */
  static String of(List<Step> steps, DiskOrder diskOrder, Set<Integer> changers) {
    int[] layers = new int[steps.size()];
    TreeMap<Integer, TreeMap<Integer, String>> lines = new TreeMap<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      for (int j = 0; j < i; j++) {
        boolean changesRoom = changers.contains(i) || changers.contains(j);
        if (conflict(steps.get(j), step, diskOrder)
            || (changesRoom && needsRoom(step) && needsRoom(steps.get(j)))) {
          layers[i] = Math.max(layers[i], layers[j] + 1);
        }
      }
      lines.computeIfAbsent(layers[i], layer -> new TreeMap<>()).put(step.task(), line(step));
    }
    List<String> layered = new ArrayList<>();
    lines.values().forEach(layer -> layered.add(layer.toString()));
    return String.join("\n", layered);
  }

  private static String line(Step step) {
    return step.kind() + " " + step.footprint() + " " + step.result() + " " + step.fault();
  }

  private static boolean conflict(Step first, Step second, DiskOrder diskOrder) {
    boolean isObserved = diskOrder == DiskOrder.OBSERVED;
    return first.task() == second.task()
        || touched(first, isObserved).conflictsWith(touched(second, isObserved))
        || waitsFor(first, second)
        || waitsFor(second, first)
        || (isObserved && writesFileOf(first, second));
  }

  private static boolean needsRoom(Step step) {
    Range touched = step.footprint().first();
    boolean writes = touched.access() == Access.WRITE;
    return step.fault() == Fault.FULL_DISK
        || (step.kind() == StepKind.FILE_OPEN && writes)
        || (step.kind() == StepKind.FILE_WRITE && writes && touched.end() == Long.MAX_VALUE);
  }

  private static boolean writesFileOf(Step first, Step second) {
    return first.kind() == StepKind.FILE_WRITE
        && second.kind() == StepKind.FILE_WRITE
        && first.footprint().object() == second.footprint().object();
  }

  /** Syncs commute with everything while there are no crashes. */
  private static Footprint touched(Step step, boolean isObserved) {
    boolean syncs = step.kind() == StepKind.FILE_SYNC || step.kind() == StepKind.DIRECTORY_SYNC;
    Footprint all = step.footprint();
    return syncs && !isObserved ? new Footprint(all.object(), Range.NOTHING, all.second()) : all;
  }

  /** Whether a step joins or spawns the task of another; tasks that do that have names of their own. */
  private static boolean waitsFor(Step step, Step other) {
    return (step.kind() == StepKind.JOIN && step.object().equals(other.taskName() + "#1"))
        || (step.kind() == StepKind.SPAWN && step.result() == other.task());
  }
}
