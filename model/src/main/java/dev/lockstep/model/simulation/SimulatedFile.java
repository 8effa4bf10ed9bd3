package dev.lockstep.model.simulation;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.OpenFile;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.disk.UnsyncedWrite;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.StepKind;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a simulated disk; every use is a step. Using it after it was closed is a bug. */
final class SimulatedFile implements StorageFile {
  private final Gate gate;
  private final SimulatedDisk disk;
  private final OpenFile file;
  private final int object;
  private final int handle;

  SimulatedFile(Gate gate, SimulatedDisk disk, OpenFile file, int object) {
    this.gate = gate;
    this.disk = disk;
    this.file = file;
    this.object = object;
    this.handle = gate.names().addHandle(gate.task());
  }

  @Override
  public String name() {
    return file.name;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    Invariant.check(position >= 0, "reads at %d, %d bytes", position, target.remaining());
    PendingStep step =
        use(StepKind.FILE_READ, position, position + target.remaining(), Access.READ);
    int count = step.fault() == Fault.SHORT_READ
        ? readHalf(target, position)
        : file.inode.content.read(target, position);
    gate.performed(count);
    return count;
  }

  private int readHalf(ByteBuffer target, long position) {
    long there = Math.min(target.remaining(), file.inode.content.size() - position);
    int end = target.limit();
    target.limit(target.position() + (int) Math.max(1, there / 2));
    int count = file.inode.content.read(target, position);
    target.limit(end);
    return count;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    int asked = source.remaining();
    Invariant.check(position >= 0, "writes at %d, %d bytes", position, asked);
    Invariant.check(
        file.mode != OpenMode.READ, "%s writes %s, open for reading", gate.taskName(), file.name);
    long endAsked = position + asked;
    long sizeBefore = file.inode.content.size();
    boolean mayGrow = endAsked > sizeBefore;
    PendingStep step = next(
        StepKind.FILE_WRITE,
        mayGrow ? Math.min(position, sizeBefore) : position,
        mayGrow ? Long.MAX_VALUE : endAsked,
        Access.WRITE);
    step.mayNeedRoom(position, endAsked, () -> file.inode.content.size() < endAsked);
    gate.reach();
    touch(step, position, endAsked);
    meet(step);
    int count = step.fault() == Fault.SHORT_WRITE ? asked / 2 : asked;
    touch(step, position, position + count);
    UnsyncedWrite write = disk.write(file.inode, source, count, position);
    gate.performed(count, write.hash);
    return count;
  }

  private void touch(PendingStep step, long start, long end) {
    long size = file.inode.content.size();
    boolean grows = end > size;
    step.touched(grows ? Math.min(start, size) : start, grows ? Long.MAX_VALUE : end);
    step.found(size, end);
  }

  @Override
  public long size() throws IOException {
    PendingStep step =
        next(StepKind.FILE_SIZE, file.inode.content.size(), Long.MAX_VALUE, Access.READ);
    gate.reach();
    long size = file.inode.content.size();
    step.touched(size, Long.MAX_VALUE);
    step.found(size, size);
    meet(step);
    gate.performed(size);
    return size;
  }

  @Override
  public void sync() throws IOException {
    use(StepKind.FILE_SYNC, 0, Long.MAX_VALUE, Access.READ);
    disk.sync(file.inode);
    gate.performed(1);
  }

  @Override
  public void close() {
    gate.next()
        .set(StepKind.FILE_CLOSE, object, 0, 0, Access.READ)
        .and(handlePosition(), Access.WRITE);
    gate.reach();
    disk.close(file);
    gate.performed(1);
  }

  private PendingStep use(StepKind kind, long start, long end, Access access) throws IOException {
    PendingStep step = next(kind, start, end, access);
    gate.reach();
    meet(step);
    return step;
  }

  private PendingStep next(StepKind kind, long start, long end, Access access) {
    return gate.next().set(kind, object, start, end, access).and(handlePosition(), Access.READ);
  }

  private void meet(PendingStep step) throws IOException {
    Invariant.check(!file.closed, "%s uses %s after it was closed", gate.taskName(), file.name);
    if (step.fault() != Fault.NONE) {
      meetFault(step);
    }
  }

  private void meetFault(PendingStep step) throws IOException {
    if (step.fault() == Fault.SYNC_FAILURE) {
      disk.dropUnsynced(file.inode);
      step.changed();
    }
    StepFailure.throwIfMet(gate, step, file.name);
  }

  /** The handle's position among the object's, see {@link dev.lockstep.model.trace.Footprint}. */
  private long handlePosition() {
    return -1L - handle;
  }
}
