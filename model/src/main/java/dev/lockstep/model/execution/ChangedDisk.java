package dev.lockstep.model.execution;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.spec.DiskChange;
import java.io.FileNotFoundException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a directory is after somebody has changed it while its store was closed. */
final class ChangedDisk {
  private final Map<String, byte[]> files = new TreeMap<>();

  private ChangedDisk(SimulatedDisk disk) throws FileNotFoundException {
    for (String name : disk.names()) {
      files.put(name, disk.bytes(name));
    }
  }

  /**
   * The disk afterwards; everything on it is durable.
   *
   * @throws FileNotFoundException if a file to be changed is not there
   */
  static SimulatedDisk of(List<DiskChange> changes, SimulatedDisk left)
      throws FileNotFoundException {
    ChangedDisk disk = new ChangedDisk(left);
    for (DiskChange change : changes) {
      disk.apply(change);
    }
    return SimulatedDisk.holding(disk.files);
  }

  private void apply(DiskChange change) throws FileNotFoundException {
    String file = change.file();
    if (change instanceof DiskChange.Copy copy) {
      files.put(copy.as(), bytes(file));
    } else if (change instanceof DiskChange.Remove) {
      bytes(file);
      files.remove(file);
    } else if (change instanceof DiskChange.Cut cut) {
      byte[] bytes = bytes(file);
      files.put(file, Arrays.copyOf(bytes, Math.max(0, bytes.length - cut.bytes())));
    } else if (change instanceof DiskChange.Spoil spoil) {
      byte[] bytes = bytes(file).clone();
      for (int i = Math.max(0, bytes.length - spoil.bytes()); i < bytes.length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
      files.put(file, bytes);
    } else if (change instanceof DiskChange.Append append) {
      byte[] bytes = bytes(file);
      files.put(file, Arrays.copyOf(bytes, bytes.length + append.bytes()));
    } else if (change instanceof DiskChange.Leave leave) {
      files.put(file, new byte[leave.bytes()]);
    }
  }

  private byte[] bytes(String file) throws FileNotFoundException {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new FileNotFoundException(file);
    }
    return bytes;
  }
}
