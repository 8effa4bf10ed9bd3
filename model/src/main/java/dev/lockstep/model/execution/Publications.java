package dev.lockstep.model.execution;

import dev.lockstep.engine.opening.VBucketDamagedException;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.MilestoneReached;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything the scenario's vbucket publishes, at the step that publishes it, and at what the
 * answers say of it:
 *
 * <ol>
 *   <li>no number goes back that may not ({@link GoneBack});
 *   <li>a switch leaves out what it has to, and nothing else ({@link PurgedTombstones});
 *   <li>an opening would find the same, and count the same ({@link OpenedElsewhere});
 *   <li>catch-up is bounded ({@link CatchUpRounds});
 *   <li>an answer tells what was published ({@link PublishedWork});
 *   <li>a reader waits for nobody, and a deletion for no copy ({@link CopyLocks});
 *   <li>what the scenario says of every commit is so ({@link OwnPropertyCheck}).
 * </ol>
 *
 * <p>Publications of one vbucket conflict with each other, so what is found here does not depend on
 * which of several equivalent executions was run. Belongs to one execution.
 */
final class Publications implements Watch {
  /** What the cell is called in which the current revision is published. */
  private static final String HEADER_SWITCH = "header switch";

  private final VBuckets vbuckets;
  private final OpenedElsewhere openings;
  private final PurgedTombstones purges;
  private final OwnPropertyCheck own;
  private final CopyLocks copyLocks = new CopyLocks();
  private final List<PublishedWork> works = new ArrayList<>();
  private final List<Revision> published = new ArrayList<>();
  private @Nullable Revision last;
  private @Nullable Violation trace;
  private long highestRevision;
  private int faults;

  Publications(VBuckets vbuckets, Judge judge, OwnPropertyCheck own) {
    this.vbuckets = vbuckets;
    this.own = own;
    this.openings = judge.openings();
    this.purges = judge.purges();
    note(current());
  }

  @Override
  public @Nullable Violation begin() {
    try {
      return last == null ? null : own.shown(last);
    } catch (IOException e) {
      throw new AssertionError("the store is open", e);
    }
  }

  @Override
  public void begin(int task, Operation operation) {
    work(task).begin(operation);
  }

  private PublishedWork work(int task) {
    while (works.size() <= task) {
      works.add(new PublishedWork());
    }
    return works.get(task);
  }

  @Override
  public void metFault(int task) {
    works.get(task).metFault();
    faults++;
  }

  @Override
  public @Nullable Violation stepped(int task, PendingStep step, @Nullable Operation within) {
    PublishedWork work = work(task);
    switch (step.kind()) {
      case CELL_GET -> {
        if (step.isAbout(HEADER_SWITCH)) {
          work.looked(last);
        }
      }
      case FILE_WRITE -> work.wrote();
      default -> {
        // Shows nothing of what a compaction knows or does.
      }
    }
    copyLocks.stepped(task, step, work.isCopying());
    return within == null || !mayStarve(within, step)
        ? null
        : Violation.of(
            Property.NO_STARVATION,
            Property.NO_STARVATION.meaning(),
            Words.of(within) + " " + step.kind().word() + " " + step.objectName());
  }

  private boolean mayStarve(Operation within, PendingStep step) {
    return switch (step.kind()) {
      case LOCK ->
        isRead(within) || (within instanceof Operation.Delete && copyLocks.isCopiedUnder(step));
      case AWAIT, JOIN -> isRead(within);
      default -> false;
    };
  }

  private static boolean isRead(Operation operation) {
    return operation instanceof Operation.Get
        || operation instanceof Operation.Scan
        || operation instanceof Operation.ScanById;
  }

  @Override
  public @Nullable Violation reached(MilestoneReached milestone, SimulatedDisk disk) {
    try {
      return violation(works.get(milestone.task()), milestone, disk);
    } catch (IOException e) {
      return Violation.of(
          Property.STRUCTURE,
          "what is published can be read",
          milestone.name() + ": " + Words.of(e));
    }
  }

  private @Nullable Violation violation(
      PublishedWork work, MilestoneReached milestone, SimulatedDisk disk) throws IOException {
    return switch (milestone.name()) {
      case Milestones.HEADER_PUBLISHED -> published(work, false, disk);
      case Milestones.FILE_SWITCHED -> published(work, true, disk);
      case Milestones.VBUCKET_CREATED -> created(milestone.value());
      case Milestones.VBUCKET_DELETED -> {
        last = null;
        yield null;
      }
      case Milestones.FLUSH_BEGIN, Milestones.VBUCKET_MARKED -> createdBefore();
      case Milestones.COMPACTION_PINNED -> {
        Violation unlike = createdBefore();
        work.pinned(published(milestone.subject(), milestone.value()));
        yield unlike;
      }
      case Milestones.COMPACTION_COPIED,
          Milestones.CATCH_UP_BEGIN,
          Milestones.FLUSHER_HELD_BACK,
          Milestones.FINAL_CATCH_UP_LOCKED -> {
        Violation unbounded = work.catchUp(milestone.name(), last);
        trace = trace == null ? unbounded : trace;
        yield null;
      }
      default -> null;
    };
  }

  /**
   * What a compaction has pinned, by what it says of it. Between the look at what is current and the hold
   * on it others may publish, so it need not be the last.
   */
  private @Nullable Revision published(String file, long highSeqno) {
    for (int i = published.size() - 1; i >= 0; i--) {
      Revision revision = published.get(i);
      if (revision.highSeqno() == highSeqno && revision.file().name().toString().equals(file)) {
        return revision;
      }
    }
    return null;
  }

  private @Nullable Violation published(PublishedWork work, boolean isSwitch, SimulatedDisk disk)
      throws IOException {
    Revision previous = last;
    Optional<Revision> current = current();
    if (current.isEmpty()) {
      return null;
    }
    Revision next = current.get();
    note(current);
    work.published(next, isSwitch);
    Violation unlike = own.shown(next);
    if (unlike != null) {
      return unlike;
    }
    if (trace == null && faults == 0) {
      trace = openings.compare(disk, next, Property.CACHE);
    }
    if (previous == null) {
      return null;
    }
    if (trace == null && !work.isRollback()) {
      trace = GoneBack.inSeqnos(previous, next);
    }
    Violation back = GoneBack.inFile(previous, next, work.isRollback());
    return back == null && isSwitch
        ? purges.check(
            new PurgedTombstones.Switch(
                work.pinned().orElse(previous), previous, next, work.asked()),
            disk)
        : back;
  }

  /**
   * What is wrong, but mostly as a trace of something worse: a lost write takes the high seqno back, a
   * catch-up that did not look leaves writes behind. It counts where nothing else is found.
   */
  @Override
  public @Nullable Violation trace() {
    return trace;
  }

  /** What a creation publishes has no milestone of its own: it is looked at before it is built upon. */
  private @Nullable Violation createdBefore() throws IOException {
    Optional<Revision> current = last == null ? current() : Optional.empty();
    if (current.isEmpty()) {
      return null;
    }
    note(current);
    return own.shown(current.get());
  }

  private @Nullable Violation created(long revision) {
    Violation reused = GoneBack.inCreation(highestRevision, revision);
    highestRevision = Math.max(highestRevision, revision);
    last = null;
    return reused;
  }

  /** Step 5. Called when the task's operation has come back. */
  @Override
  public @Nullable Violation answered(int task, Answer answer, SimulatedDisk disk) {
    PublishedWork work = works.get(task);
    Optional<String> wrong = work.contradiction(answer);
    if (wrong.isPresent()) {
      return Violation.of(
          Property.ATOMIC,
          Property.ATOMIC.meaning(),
          Words.of(work.operation()) + " answered: " + answer + ", but " + wrong.get());
    }
    boolean isUndone =
        work.operation() instanceof Operation.Flush && answer instanceof Answer.NotDone;
    return isUndone && last != null && isUndisturbed(work)
        ? openings.compare(disk, last, Property.ATOMIC)
        : null;
  }

  /** Whether no other task has met a fault or takes the vbucket away. */
  private boolean isUndisturbed(PublishedWork work) {
    boolean isAlone = faults == 0 || faults == work.faults();
    return isAlone && works.stream().noneMatch(PublishedWork::isDeletion);
  }

  private void note(Optional<Revision> current) {
    last = current.orElse(null);
    current.ifPresent(published::add);
    highestRevision = Math.max(highestRevision, current.map(Revision::number).orElse(0L));
  }

  private Optional<Revision> current() {
    try {
      return Optional.of(vbuckets.get(Client.VBUCKET).current());
    } catch (NoSuchVBucketException | VBucketDamagedException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("the store is open", e);
    }
  }
}
