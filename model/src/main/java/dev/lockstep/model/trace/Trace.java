package dev.lockstep.model.trace;

import java.util.List;

/**
 * What one execution did, for people.
 *
 * @param steps its steps in order; empty where only the fingerprint was asked for
 * @param milestones the protocol points that tasks passed; empty likewise
 * @param hash a fingerprint of every step (task, kind, object, range, result, bytes written) and
 *     milestone; the same on every JDK and for every task driver
 */
public record Trace(List<Step> steps, List<MilestoneReached> milestones, long hash) {
  public Trace {
    steps = List.copyOf(steps);
    milestones = List.copyOf(milestones);
  }
}
