package dev.lockstep.model.execution;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.spec.DiskChange;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a directory is after somebody has changed it while its store was closed. */
final class ChangedDisk {
  private ChangedDisk() {}

  /**
   * The disk afterwards; everything on it is durable.
   *
   * @throws FileNotFoundException if a file to be changed is not there
   */
  static SimulatedDisk of(List<DiskChange> changes, SimulatedDisk left)
      throws FileNotFoundException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : left.names()) {
      files.put(name, left.bytes(name));
    }
    for (DiskChange change : changes) {
      change.apply(files);
    }
    return SimulatedDisk.holding(files);
  }
}
