package dev.lockstep.model.counterexample;

import dev.lockstep.model.disk.SimulatedDisk;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What of a disk a crash took, in words. */
final class DiskDifference {
  private DiskDifference() {}

  /** One line for each file that is not the same after the crash as before. */
  static List<String> lines(SimulatedDisk before, SimulatedDisk after) {
    List<String> lines = new ArrayList<>();
    for (String name : before.names()) {
      if (!after.names().contains(name)) {
        lines.add(name + ": the name is gone");
      } else {
        addContent(lines, name, bytes(before, name), bytes(after, name));
      }
    }
    for (String name : after.names()) {
      if (!before.names().contains(name)) {
        lines.add(name + ": the name is back");
      }
    }
    return lines;
  }

  private static void addContent(List<String> lines, String name, byte[] before, byte[] after) {
    int first = Arrays.mismatch(before, after);
    if (first < 0) {
      return;
    }
    int common = Math.min(before.length, after.length);
    int last = common - 1;
    while (last > first && before[last] == after[last]) {
      last--;
    }
    String size = after.length == before.length
        ? ""
        : "; its size is " + after.length + " of " + before.length;
    lines.add(
        first >= common
            ? name + ": bytes from " + first + " are lost" + size
            : name + ": bytes " + first + " to " + last + " are not as written" + size);
  }

  private static byte[] bytes(SimulatedDisk disk, String name) {
    try {
      return disk.bytes(name);
    } catch (FileNotFoundException e) {
      throw new AssertionError("a listed file is not there", e);
    }
  }
}
