package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.model.disk.Inode;
import dev.lockstep.model.disk.OpenFile;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.StepKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The directory of a simulated disk; every use is a step that touches the names it is about. */
final class SimulatedFiles implements StorageFiles {
  private static final long ABSENT = 0;
  private static final long PRESENT = 1;
  private static final long NEITHER = -1;
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final Gate gate;
  private final SimulatedDisk disk;
  private final boolean roomVaries;
  private final Map<Integer, Integer> objectByInode = new HashMap<>();

  SimulatedFiles(Gate gate, SimulatedDisk disk, boolean roomVaries) {
    this.gate = gate;
    this.disk = disk;
    this.roomVaries = roomVaries;
    disk.inodes().forEach((name, inode) -> objectOf(inode, name));
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    Access access = mode == OpenMode.CREATE_NEW ? Access.WRITE : Access.READ;
    PendingStep step = next(StepKind.FILE_OPEN, name, access);
    if (mode == OpenMode.CREATE_NEW) {
      step.mayNeedRoom(0, 0, () -> presence(name) == ABSENT);
    }
    gate.reach();
    step.found(presence(name), mode == OpenMode.CREATE_NEW ? ABSENT : NEITHER);
    StepFailure.throwIfMet(gate, step, name);
    OpenFile file;
    try {
      file = disk.open(name, mode, gate.taskName());
    } catch (IOException refused) {
      step.changedNothing();
      gate.performed(-1);
      throw refused;
    }
    int object = objectOf(file.inode, name);
    SimulatedFile opened = new SimulatedFile(gate, disk, file, object);
    gate.performed(object);
    return opened;
  }

  private int objectOf(Inode inode, String name) {
    return objectByInode.computeIfAbsent(
        inode.number, unknown -> gate.names().add(gate.task(), name));
  }

  private long presence(String name) {
    return disk.inodes().containsKey(name) ? PRESENT : ABSENT;
  }

  @Override
  public List<String> list() throws IOException {
    PendingStep step = gate.next()
        .set(StepKind.DIRECTORY_LIST, Footprint.DIRECTORY, 0, Long.MAX_VALUE, Access.READ);
    gate.reach();
    StepFailure.throwIfMet(gate, step, "directory");
    List<String> names = disk.names();
    gate.performed(names.size());
    return names;
  }

  @Override
  public void rename(String source, String target) throws IOException {
    PendingStep step = next(StepKind.RENAME, source, Access.WRITE);
    step.and(gate.names().ofFile(target), Access.WRITE);
    gate.reach();
    step.found(presence(source), presence(target), PRESENT);
    StepFailure.throwIfMet(gate, step, source);
    change(step, () -> disk.rename(source, target));
  }

  @Override
  public void remove(String name) throws IOException {
    PendingStep step = next(StepKind.REMOVE, name, Access.WRITE);
    gate.reach();
    step.found(presence(name), PRESENT);
    StepFailure.throwIfMet(gate, step, name);
    change(step, () -> disk.remove(name));
  }

  @Override
  public void syncDirectory() throws IOException {
    PendingStep step = gate.next()
        .set(StepKind.DIRECTORY_SYNC, Footprint.DIRECTORY, 0, Long.MAX_VALUE, Access.READ);
    gate.reach();
    StepFailure.throwIfMet(gate, step, "directory");
    disk.syncDirectory();
    gate.performed(1);
  }

  /** No limit, or now and then nothing. No scheduling point where it never changes. */
  @Override
  public long usableBytes() {
    if (!roomVaries) {
      return NO_LIMIT;
    }
    PendingStep step = gate.next().set(StepKind.DISK_ROOM, Footprint.DIRECTORY, 0, 0, Access.READ);
    gate.reach();
    long usable = step.fault() == Fault.LITTLE_ROOM ? 0 : NO_LIMIT;
    gate.performed(usable);
    return usable;
  }

  private interface Change {
    void apply() throws FileNotFoundException;
  }

  private void change(PendingStep step, Change change) throws FileNotFoundException {
    try {
      change.apply();
    } catch (FileNotFoundException refused) {
      step.changedNothing();
      gate.performed(-1);
      throw refused;
    }
    gate.performed(1);
  }

  private PendingStep next(StepKind kind, String name, Access access) {
    long position = gate.names().ofFile(name);
    return gate.next().set(kind, Footprint.DIRECTORY, position, position + 1, access);
  }
}
