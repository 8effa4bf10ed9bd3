package dev.lockstep.model.execution;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.spec.DiskChange;
import dev.lockstep.model.spec.KeyText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a directory is after somebody has changed it while its store was closed. */
final class ChangedDisk implements DiskChange.Directory {
  private final Map<String, byte[]> files = new TreeMap<>();

  private ChangedDisk(SimulatedDisk left) throws FileNotFoundException {
    for (String name : left.names()) {
      files.put(name, left.bytes(name));
    }
  }

  /**
   * The disk afterwards; everything on it is durable.
   *
   * @throws FileNotFoundException if a file to be changed is not there
   * @throws IOException if a file cannot be changed as it is to be
   */
  static SimulatedDisk of(List<DiskChange> changes, SimulatedDisk left) throws IOException {
    ChangedDisk changed = new ChangedDisk(left);
    for (DiskChange change : changes) {
      change.apply(changed);
    }
    return SimulatedDisk.holding(changed.files);
  }

  @Override
  public byte[] bytes(String file) throws FileNotFoundException {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new FileNotFoundException(file);
    }
    return bytes.clone();
  }

  @Override
  public void put(String file, byte[] bytes) {
    files.put(file, bytes);
  }

  @Override
  public void remove(String file) throws FileNotFoundException {
    if (files.remove(file) == null) {
      throw new FileNotFoundException(file);
    }
  }

  @Override
  public void commitLocal(String file, String name, Optional<Bytes> value) throws IOException {
    SimulatedDisk disk = SimulatedDisk.holding(Map.of(file, bytes(file)));
    StorageFiles opened = new ImmediatePlatform(disk, new VirtualClock()).files();
    try (CouchFile couch = CouchFile.open(
        opened, file, OpenMode.WRITE, HeaderSearch.STRICT, CouchOptions.defaults())) {
      LocalChange change = new LocalChange(KeyText.localId(name), value);
      couch.commit(couch.saveLocals(couch.lastHeader().header(), List.of(change)));
    }
    put(file, disk.bytes(file));
  }
}
