package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.RoomAsked;
import dev.lockstep.model.trace.Fault;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a step that may need room has to do with the room on a disk that is full at times. Under one plan of
 * faults every such step makes the disk full, makes room again, or leaves that as it is and goes by it:
 *
 * <pre>
 * planned       finds room               finds the disk full
 * FULL_DISK     fails, it is full now    fails
 * SPACE_BACK    goes on                  goes on, there is room now
 * other, NONE   meets that               fails
 * </pre>
 *
 * @param start where the bytes begin that it was to write; 0 if it makes a file
 * @param end where they end; 0 if it makes a file
 * @param isFull whether the disk was full before the step
 * @param planned what the plan holds for the step
 */
record Room(long start, long end, boolean isFull, Fault planned) {

  static Room of(RoomAsked asked, Fault planned) {
    return new Room(asked.start(), asked.end(), asked.isFull(), planned);
  }

  Room ifFull(boolean then) {
    return new Room(start, end, then, planned);
  }

  /** Whether the disk is full after a step that needs room if it was not before, or the other way round. */
  boolean changes() {
    return planned == (isFull ? Fault.SPACE_BACK : Fault.FULL_DISK);
  }

  /** Whether a step that needs room fails for the want of it. */
  boolean refuses() {
    return isFull ? planned != Fault.SPACE_BACK : planned == Fault.FULL_DISK;
  }

  /** Whether the step fails though there is room. */
  boolean failsAnyway() {
    return planned == Fault.WRITE_ERROR || planned == Fault.NO_MEMORY;
  }

  /** Where the bytes end that a write which does not fail has written. */
  long endWritten() {
    return planned == Fault.SHORT_WRITE ? start + (end - start) / 2 : end;
  }

  void save(DataOutput output) throws IOException {
    output.writeLong(start);
    output.writeLong(end);
    output.writeBoolean(isFull);
    output.writeInt(planned.number());
  }

  static Room restore(DataInput input) throws IOException {
    long start = input.readLong();
    long end = input.readLong();
    boolean isFull = input.readBoolean();
    return new Room(start, end, isFull, Fault.ofNumber(input.readInt()).orElseThrow());
  }
}
