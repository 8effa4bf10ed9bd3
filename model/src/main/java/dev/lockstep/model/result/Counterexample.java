package dev.lockstep.model.result;

import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Step;
import java.util.List;
import java.util.Optional;

/**
 * One execution that broke a property, as people need it.
 *
 * @param property what broke
 * @param promised what the specification allows, one or more lines
 * @param seen what came out instead, one or more lines
 * @param preemptions how often a task was stopped that could have gone on
 * @param taskNames by task number
 * @param steps the whole execution, in order
 * @param milestones the protocols' named points, in order
 * @param calls what the clients called, in the order of the calls
 * @param crash where the crash was taken and what it left, empty where there was none
 * @param token runs it again: {@code lockstep replay TOKEN}
 * @param shown what the store showed and the specification said, from one change to the next; empty
 *     where that is not known
 * @param why what decides, in one sentence: the order of two steps, between which steps the machine stops, or a
 *     fault; empty where nothing of that does by itself
 * @param folder below which a replay finds the scenario's file; empty for the usual one
 */
public record Counterexample(
    Property property,
    String promised,
    String seen,
    int preemptions,
    List<String> taskNames,
    List<Step> steps,
    List<MilestoneReached> milestones,
    List<Call> calls,
    Optional<CrashPoint> crash,
    String token,
    List<Shown> shown,
    Optional<String> why,
    Optional<String> folder) {

  /** A counterexample of which it is not known why. */
  public Counterexample(
      Property property,
      String promised,
      String seen,
      int preemptions,
      List<String> taskNames,
      List<Step> steps,
      List<MilestoneReached> milestones,
      List<Call> calls,
      Optional<CrashPoint> crash,
      String token) {
    this(
        property,
        promised,
        seen,
        preemptions,
        taskNames,
        steps,
        milestones,
        calls,
        crash,
        token,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same of a scenario whose file is below this folder. */
  public Counterexample in(String otherFolder) {
    return new Counterexample(
        property,
        promised,
        seen,
        preemptions,
        taskNames,
        steps,
        milestones,
        calls,
        crash,
        token,
        shown,
        why,
        Optional.of(otherFolder));
  }

  /**
   * One operation of a client.
   *
   * @param task who called, by number
   * @param operation what, in words
   * @param answer what came back, in words; empty where nothing came back
   * @param firstStep index of the first step after the call
   * @param lastStep index of the last step before the return; -1 where it did not return
   */
  public record Call(
      int task, String operation, Optional<String> answer, int firstStep, int lastStep) {}

  /**
   * The store beside the specification.
   *
   * @param steps since so many steps were taken
   * @param file the store's data file, empty if there is none
   * @param store what a reader of the store sees
   * @param specification what one should see: where the calls under way allow several states, the one
   *     that is like the store
   * @param difference why no state that is allowed shows what the store does; empty where one does
   */
  public record Shown(
      int steps, String file, String store, String specification, Optional<String> difference) {
    public boolean isLike(Shown other) {
      return file.equals(other.file)
          && store.equals(other.store)
          && specification.equals(other.specification)
          && difference.equals(other.difference);
    }
  }

  /**
   * A crash.
   *
   * @param beforeStep the step before which the machine stopped
   * @param image which of the disks that were possible then, from 0
   * @param lost what did not survive, a line each
   */
  public record CrashPoint(int beforeStep, int image, List<String> lost) {}
}
