package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Fault;
import java.io.IOException;

/** How a step fails that meets a fault. Nothing has changed then, and the step is over. */
final class StepFailure {
  private StepFailure() {}

  /** Ends the step by what it throws, if that is what its fault does. */
  static void throwIfMet(Gate gate, PendingStep step, String name) throws IOException {
    switch (step.fault()) {
      case NONE, SHORT_READ, SHORT_WRITE, SPACE_BACK, CLOCK_FORWARD, CLOCK_BACK, LITTLE_ROOM -> {}
      case NO_MEMORY -> {
        endWithoutEffect(gate, step);
        throw new FailedAllocation("no buffer for " + name);
      }
      case READ_ERROR, WRITE_ERROR, SYNC_FAILURE, SYNC_IN_DOUBT, DIRECTORY_SYNC_FAILURE ->
        throw failed(gate, step, name + ": input/output error");
      case FULL_DISK -> throw failed(gate, step, name + ": no space left on device");
      case FILE_IN_USE -> throw failed(gate, step, name + ": the file is in use");
    }
  }

  private static IOException failed(Gate gate, PendingStep step, String message) {
    endWithoutEffect(gate, step);
    return new IOException(message);
  }

  private static void endWithoutEffect(Gate gate, PendingStep step) {
    if (step.fault() != Fault.SYNC_FAILURE) {
      step.changedNothing();
    }
    gate.performed(-1);
  }
}
