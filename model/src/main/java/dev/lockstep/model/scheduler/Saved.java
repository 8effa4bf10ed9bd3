package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.Schedule;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How what is left of a search is written down. Whoever reads it has checked that it is whole. */
final class Saved {
  private Saved() {}

  static void writeSchedule(DataOutput output, Schedule schedule) throws IOException {
    output.writeInt(schedule.length());
    for (int i = 0; i < schedule.length(); i++) {
      output.writeByte(schedule.task(i));
    }
  }

  static Schedule readSchedule(DataInput input) throws IOException {
    byte[] tasks = new byte[input.readInt()];
    input.readFully(tasks);
    return Schedule.of(tasks, tasks.length);
  }
}
