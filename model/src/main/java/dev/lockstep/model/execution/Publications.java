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
 *   <li>what holds of every revision, whoever publishes it ({@link PublishedRevisions});
 *   <li>a switch leaves out what it has to, and nothing else ({@link PurgedTombstones});
 *   <li>catch-up is bounded ({@link CatchUpRounds});
 *   <li>an answer tells what was published ({@link PublishedWork});
 *   <li>a reader waits for nobody, and a deletion for no copy ({@link CopyLocks}).
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
  private final PublishedRevisions revisions;
  private final CopyLocks copyLocks = new CopyLocks();
  private final List<PublishedWork> works = new ArrayList<>();
  private int faults;

  Publications(VBuckets vbuckets, Judge judge, OwnPropertyCheck own) {
    this.vbuckets = vbuckets;
    this.openings = judge.openings();
    this.purges = judge.purges();
    this.revisions = new PublishedRevisions(judge, own);
  }

  @Override
  public @Nullable Violation begin() {
    try {
      Optional<Revision> current = current();
      return current.isPresent() ? revisions.found(current.get()) : null;
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
    revisions.harmed();
  }

  @Override
  public @Nullable Violation stepped(int task, PendingStep step, @Nullable Operation within) {
    PublishedWork work = work(task);
    switch (step.kind()) {
      case CELL_GET -> {
        if (step.isAbout(HEADER_SWITCH)) {
          work.looked(revisions.last());
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
      case Milestones.VBUCKET_CREATED -> revisions.created(milestone.value());
      case Milestones.VBUCKET_DELETED -> {
        revisions.deleted();
        yield null;
      }
      case Milestones.FLUSH_BEGIN, Milestones.VBUCKET_MARKED -> createdBefore();
      case Milestones.COMPACTION_PINNED -> {
        Violation unlike = createdBefore();
        // Between the look at what is current and the hold on it others may publish.
        work.pinned(revisions.find(milestone.subject(), milestone.value()).orElse(null));
        yield unlike;
      }
      case Milestones.COMPACTION_COPIED,
          Milestones.CATCH_UP_BEGIN,
          Milestones.FLUSHER_HELD_BACK,
          Milestones.FINAL_CATCH_UP_LOCKED -> {
        revisions.noteTrace(work.catchUp(milestone.name(), revisions.last()));
        yield null;
      }
      default -> null;
    };
  }

  private @Nullable Violation published(PublishedWork work, boolean isSwitch, SimulatedDisk disk)
      throws IOException {
    Revision previous = revisions.last();
    Optional<Revision> current = current();
    if (current.isEmpty()) {
      return null;
    }
    Revision next = current.get();
    work.published(next, isSwitch);
    Violation wrong = revisions.published(next, PublishedWork.mayGoBack(work.operation()), disk);
    return wrong == null && isSwitch && previous != null
        ? purges.check(
            new PurgedTombstones.Switch(
                work.pinned().orElse(previous), previous, next, work.asked()),
            disk)
        : wrong;
  }

  @Override
  public @Nullable Violation trace() {
    return revisions.trace();
  }

  /** What a creation publishes has no milestone of its own: it is looked at before it is built upon. */
  private @Nullable Violation createdBefore() throws IOException {
    Optional<Revision> current = revisions.last() == null ? current() : Optional.empty();
    return current.isPresent() ? revisions.found(current.get()) : null;
  }

  /** Step 4. Called when the task's operation has come back. */
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
    Revision last = revisions.last();
    return isUndone && last != null && isUndisturbed(work)
        ? openings.compare(disk, last, Property.ATOMIC)
        : null;
  }

  /** Whether no other task has met a fault or takes the vbucket away. */
  private boolean isUndisturbed(PublishedWork work) {
    boolean isAlone = faults == 0 || faults == work.faults();
    return isAlone && works.stream().noneMatch(PublishedWork::isDeletion);
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
