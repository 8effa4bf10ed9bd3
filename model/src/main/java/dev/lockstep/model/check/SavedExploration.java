package dev.lockstep.model.check;

import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scheduler.Resumable;
import dev.lockstep.model.simulation.SchedulingPoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes an exploration down and up again:
 *
 * <pre>
 * first      the trace of the execution in which nobody is preempted: tells whether the engine is the same
 * nanos      how long the search took so far
 * untouched  the properties that were not evaluated yet
 * tally      what the executions came to
 * search     what is left
 * </pre>
 */
final class SavedExploration {
  /** How often a search that goes on is written down. */
  private static final long EVERY_NANOS = 60_000_000_000L;

  private final Checkpoint checkpoint;
  private final PreparedScenario prepared;
  private final Judge judge;
  private final Tally tally;
  private final Resumable search;
  private Set<Property> untouched = EnumSet.allOf(Property.class);
  private long nanosBefore;
  private long savedAt;
  private boolean isResumed;

  SavedExploration(
      Checkpoint checkpoint,
      PreparedScenario prepared,
      Judge judge,
      Tally tally,
      Resumable search) {
    this.checkpoint = checkpoint;
    this.prepared = prepared;
    this.judge = judge;
    this.tally = tally;
    this.search = search;
  }

  /**
   * Takes up what was written down, if anything was.
   *
   * @throws ScenarioException if the engine takes other steps than it did then
   */
  void resume() throws ScenarioException {
    byte[] state = checkpoint.saved().orElse(null);
    if (state == null) {
      return;
    }
    try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(state))) {
      if (input.readLong() != firstTrace()) {
        throw new ScenarioException("the engine takes other steps than when the checkpoint was"
            + " written: remove the checkpoint and search anew");
      }
      nanosBefore = input.readLong();
      untouched = EnumSet.noneOf(Property.class);
      int count = input.readInt();
      for (int i = 0; i < count; i++) {
        untouched.add(Property.of(input.readUTF()).orElseThrow());
      }
      tally.restore(input);
      search.restore(input);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
    isResumed = true;
  }

  /** Whether something was written down before. */
  boolean isResumed() {
    return isResumed;
  }

  /** How long the search took before it was resumed. */
  long nanosBefore() {
    return nanosBefore;
  }

  /** The properties that were not evaluated, then and now. */
  List<Property> unevaluated() {
    List<Property> both = new ArrayList<>(judge.unevaluated());
    both.retainAll(untouched);
    return both;
  }

  /** At a moment at which it can be done: writes it down, if that was not done for a while. */
  void offer(Limits limits) {
    if (checkpoint.isKept() && limits.nanos() - savedAt >= EVERY_NANOS) {
      save(limits);
    }
  }

  /** Writes it down. */
  void save(Limits limits) {
    savedAt = limits.nanos();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream output = new DataOutputStream(bytes)) {
      output.writeLong(firstTrace());
      output.writeLong(nanosBefore + limits.nanos());
      List<Property> left = unevaluated();
      output.writeInt(left.size());
      for (Property property : left) {
        output.writeUTF(property.key());
      }
      tally.save(output);
      search.save(output);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    checkpoint.save(bytes.toByteArray());
  }

  private long firstTrace() {
    return Execution.exploring(prepared, judge.apart(), CrashCheck.NEVER)
        .run((SchedulingPoint point) -> point.enabled(0))
        .simulation()
        .trace()
        .hash();
  }
}
