package dev.lockstep.model.execution;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.SecondWakes.Woken;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.spec.Answer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stops the machine a second time, before every step of a store that came back from a first crash:
 *
 * <ol>
 *   <li>while it wakes up, nobody has seen it: what it then wakes up to is up to the first crash;
 *   <li>once it has shown something, it has to show that again;
 *   <li>within an operation it may be before or after it, and once it has answered, after it.
 * </ol>
 */
final class SecondCrash {
  private final SecondWakes wakes;
  private final SimulatedDisk disk;
  private final Set<Answer> early = new LinkedHashSet<>();
  private Function<Answer, Optional<String>> whyNot;
  private String when = "while it wakes up";
  private @Nullable Violation violation;
  private long changesSeen = -1;

  SecondCrash(SecondWakes wakes, SimulatedDisk disk) {
    this.wakes = wakes;
    this.disk = disk;
    this.whyNot = shown -> {
      early.add(shown);
      return Optional.empty();
    };
  }

  /** The store is about to take a step: stops the machine, if the disk is another than before. */
  void beforeStep() {
    if (disk.changes() != changesSeen && violation == null) {
      changesSeen = disk.changes();
      for (Woken woken : wakes.after(disk)) {
        violation = violation == null ? violation(woken) : violation;
      }
    }
  }

  private @Nullable Violation violation(Woken woken) {
    Answer shown = woken.shown();
    Optional<String> wrong = shown == null ? Optional.empty() : whyNot.apply(shown);
    if (wrong.isPresent()) {
      return Violation.of(
          Property.DURABLE,
          Property.DURABLE.meaning(),
          "after a second crash, " + when + ": " + wrong.get());
    }
    Violation unsound = woken.violation();
    return unsound == null
        ? null
        : Violation.of(
            unsound.property(),
            unsound.promised(),
            "after a second crash, " + when + ": " + unsound.seen());
  }

  /**
   * From now on what the store wakes up to is judged so. Stops the machine now.
   *
   * @param moment when that is, to be read behind "after a second crash"
   * @param why says why something cannot be shown
   */
  void expect(String moment, Function<Answer, Optional<String>> why) {
    when = moment;
    whyNot = why;
    changesSeen = -1;
    beforeStep();
  }

  /** What it woke up to where it had been stopped before anybody saw it. */
  Set<Answer> early() {
    return early;
  }

  /** The first thing found wrong. */
  @Nullable
  Violation violation() {
    return violation;
  }
}
