package dev.lockstep.model.check;

import dev.lockstep.engine.bucket.VBuckets;
import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.vbucket.Milestones;
import dev.lockstep.engine.vbucket.NoSuchVBucketException;
import dev.lockstep.engine.vbucket.Revision;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything the scenario's vbucket publishes, at the step that publishes it, and at what the
 * answers say of it:
 *
 * <ol>
 *   <li>no number goes back that may not ({@link Property#MONOTONIC});
 *   <li>a switch leaves out what it may ({@link PurgedTombstones});
 *   <li>an opening would find the same ({@link OpenedElsewhere});
 *   <li>catch-up is bounded ({@link CatchUpRounds});
 *   <li>an answer tells what was published ({@link Property#ATOMIC}).
 * </ol>
 *
 * <p>Publications of one vbucket conflict with each other, so what is found here does not depend on
 * which of several equivalent executions was run. Belongs to one execution.
 */
final class Publications {
  private final VBuckets vbuckets;
  private final OpenedElsewhere openings;
  private final List<Work> works = new ArrayList<>();
  private @Nullable Revision last;
  private @Nullable Violation trace;
  private long highestRevision;
  private int faults;

  Publications(VBuckets vbuckets, OpenedElsewhere openings, int tasks) {
    this.vbuckets = vbuckets;
    this.openings = openings;
    for (int task = 0; task < tasks; task++) {
      works.add(new Work());
    }
    note(current());
  }

  /** What one task does at present, and what it has published by it. */
  private static final class Work {
    private @Nullable Operation operation;
    private @Nullable CatchUpRounds rounds;
    private int published;
    private int switched;
    private long publishedHighSeqno;
    private int faults;

    /** What a compaction has copied. */
    Revision pinned(Revision absent) {
      Revision pinned = rounds == null ? null : rounds.pinned();
      return pinned == null ? absent : pinned;
    }
  }

  /** A task begins an operation. */
  void begin(int task, Operation operation) {
    Work work = works.get(task);
    work.operation = operation;
    work.rounds = null;
    work.published = 0;
    work.switched = 0;
    work.faults = 0;
  }

  /** A step of the task met a fault. */
  void metFault(int task) {
    works.get(task).faults++;
    faults++;
  }

  /** A task has reached a milestone. */
  @Nullable
  Violation reached(int task, String milestone, long value, SimulatedDisk disk) {
    try {
      return violation(works.get(task), milestone, value, disk);
    } catch (IOException e) {
      return Violation.of(
          Property.STRUCTURE, "what is published can be read", milestone + ": " + Words.of(e));
    }
  }

  private @Nullable Violation violation(Work work, String milestone, long value, SimulatedDisk disk)
      throws IOException {
    return switch (milestone) {
      case Milestones.HEADER_PUBLISHED, Milestones.FILE_SWITCHED ->
        published(work, milestone, disk);
      case Milestones.VBUCKET_CREATED -> created(value);
      case Milestones.VBUCKET_DELETED -> {
        last = null;
        yield null;
      }
      case Milestones.COMPACTION_PINNED -> {
        work.rounds = new CatchUpRounds(last);
        yield null;
      }
      case Milestones.COMPACTION_COPIED,
          Milestones.CATCH_UP_BEGIN,
          Milestones.FINAL_CATCH_UP_LOCKED ->
        work.rounds == null ? null : work.rounds.reached(milestone, last);
      default -> null;
    };
  }

  private @Nullable Violation published(Work work, String milestone, SimulatedDisk disk)
      throws IOException {
    Optional<Revision> current = current();
    if (current.isEmpty()) {
      return null;
    }
    Revision next = current.get();
    Revision previous = last;
    note(current);
    boolean isSwitch = milestone.equals(Milestones.FILE_SWITCHED);
    work.published += isSwitch ? 0 : 1;
    work.switched += isSwitch ? 1 : 0;
    work.publishedHighSeqno = next.highSeqno();
    if (trace == null && faults == 0) {
      trace = openings.compare(disk, next, Property.CACHE);
    }
    if (previous == null) {
      return null;
    }
    if (trace == null) {
      trace = highSeqnoGoneBack(previous, next, work.operation);
    }
    Violation back = goneBack(previous, next, work.operation);
    return back == null && isSwitch
        ? PurgedTombstones.check(work.pinned(previous), previous, next, work.operation)
        : back;
  }

  /**
   * What is wrong, but mostly as a trace of something worse: a lost write takes the high seqno back. It
   * counts where nothing else is found.
   */
  @Nullable
  Violation trace() {
    return trace;
  }

  private @Nullable Violation created(long revision) {
    Violation reused = revision > highestRevision
        ? null
        : monotonic("revisions above " + highestRevision, "a creation made revision " + revision);
    highestRevision = Math.max(highestRevision, revision);
    last = null;
    return reused;
  }

  /** Step 1. */
  private static @Nullable Violation goneBack(
      Revision previous, Revision next, @Nullable Operation by) {
    if (next.number() < previous.number()) {
      return monotonic("revision " + previous.number(), "revision " + next.number());
    }
    if (by instanceof Operation.Rollback) {
      return null;
    }
    long purged = previous.header().header().purgeSeqno();
    long purgedNext = next.header().header().purgeSeqno();
    if (purgedNext < purged) {
      return monotonic("purge seqno " + purged, "purge seqno " + purgedNext);
    }
    return null;
  }

  private static @Nullable Violation highSeqnoGoneBack(
      Revision previous, Revision next, @Nullable Operation by) {
    if (by instanceof Operation.Rollback) {
      return null;
    }
    if (next.highSeqno() < previous.highSeqno()) {
      return monotonic("high seqno " + previous.highSeqno(), "high seqno " + next.highSeqno());
    }
    for (Generation before : previous.state().manifest().open()) {
      Optional<Generation> now = next.state().manifest().sameLife(before);
      if (now.isPresent() && now.get().highSeqno() < before.highSeqno()) {
        return monotonic(before.toString(), now.get().toString());
      }
    }
    return null;
  }

  private static Violation monotonic(String before, String after) {
    return Violation.of(
        Property.MONOTONIC, Property.MONOTONIC.meaning() + "; it was " + before, "it is " + after);
  }

  /** Step 5. Called when the task's operation has come back. */
  @Nullable
  Violation answered(int task, Answer answer, SimulatedDisk disk) {
    Work work = works.get(task);
    Operation operation = Objects.requireNonNull(work.operation, "nothing was begun");
    Optional<String> wrong = contradiction(work, operation, answer);
    if (wrong.isPresent()) {
      return Violation.of(
          Property.ATOMIC,
          Property.ATOMIC.meaning(),
          Words.of(operation) + " answered: " + answer + ", but " + wrong.get());
    }
    boolean isUndone =
        operation instanceof Operation.Flush && answer instanceof Answer.NotDone;
    boolean isAlone = faults == 0 || faults == work.faults;
    boolean isStable = works.stream().noneMatch(each -> each.operation instanceof Operation.Delete);
    return isUndone && isAlone && isStable && last != null
        ? openings.compare(disk, last, Property.ATOMIC)
        : null;
  }

  private static Optional<String> contradiction(
      Work work, Operation operation, Answer answer) {
    if (answer instanceof Answer.Flushed flushed) {
      boolean isEmpty = operation instanceof Operation.Flush flush && flush.mutations().isEmpty();
      boolean isRight = isEmpty ? work.published == 0 : isOnePublished(work, flushed.highSeqno());
      return isRight ? Optional.empty() : Optional.of(published(work));
    }
    if (answer instanceof Answer.RolledBack rolledBack) {
      boolean isRight = work.published == 0 || isOnePublished(work, rolledBack.highSeqno());
      return isRight ? Optional.empty() : Optional.of(published(work));
    }
    boolean isSwitched = answer.equals(new Answer.Compacted(Answer.Compacted.Ending.SWITCHED));
    boolean isRight = work.published == 0 && work.switched == (isSwitched ? 1 : 0);
    return isRight ? Optional.empty() : Optional.of(published(work));
  }

  private static boolean isOnePublished(Work work, long highSeqno) {
    return work.published == 1 && work.publishedHighSeqno == highSeqno;
  }

  private static String published(Work work) {
    return "it published " + work.published + " commits and " + work.switched
        + " files, the last with high seqno " + work.publishedHighSeqno;
  }

  private void note(Optional<Revision> current) {
    last = current.orElse(null);
    highestRevision = Math.max(highestRevision, current.map(Revision::number).orElse(0L));
  }

  private Optional<Revision> current() {
    try {
      return Optional.of(vbuckets.get(Client.VBUCKET).current());
    } catch (NoSuchVBucketException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("the store is open", e);
    }
  }
}
