package dev.lockstep.model.scheduler;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A search that can be written down between two executions, and go on from there in another process. */
public interface Resumable {

  /** Writes down what is left. Only between executions; of a frontier only between rounds. */
  void save(DataOutput output) throws IOException;

  /** Becomes what was written by one that carries out the same search. Only before it has begun. */
  void restore(DataInput input) throws IOException;
}
