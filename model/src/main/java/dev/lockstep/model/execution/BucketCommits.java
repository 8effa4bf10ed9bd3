package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.MilestoneReached;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every commit and file that is published where it is not known to which call of a client it
 * belongs, for a bucket's own tasks make it, or the store is opened anew. What holds of every revision,
 * whoever publishes it, holds all the same.
 */
final class BucketCommits implements Watch {
  private final Front front;
  private final PublishedRevisions revisions;
  private final Set<Integer> goingBack =
      new HashSet<>(); // Tasks whose operation may lead to lower seqnos.

  BucketCommits(Front front, Judge judge, OwnPropertyCheck own) {
    this.front = front;
    this.revisions = new PublishedRevisions(judge, own);
  }

  @Override
  public @Nullable Violation begin() {
    return look(Optional.empty());
  }

  @Override
  public void begin(int task, Operation operation) {
    if (PublishedWork.mayGoBack(operation)) {
      goingBack.add(task);
    } else {
      goingBack.remove(task);
    }
  }

  /** A bucket's own tasks meet faults too, and look after a commit in doubt whether it is there. */
  @Override
  public @Nullable Violation stepped(int task, PendingStep step, @Nullable Operation within) {
    if (step.fault() != Fault.NONE) {
      revisions.harmed();
    }
    return null;
  }

  @Override
  public @Nullable Violation reached(MilestoneReached milestone, SimulatedDisk disk) {
    return switch (milestone.name()) {
      case Milestones.HEADER_PUBLISHED, Milestones.FILE_SWITCHED ->
        look(Optional.of(new Publication(milestone.task(), disk)));
      case Milestones.VBUCKET_CREATED -> revisions.created(milestone.value());
      case Milestones.VBUCKET_DELETED -> {
        revisions.deleted();
        yield null;
      }
      // What a creation publishes has no milestone of its own: it is looked at before it is built
      // upon.
      case Milestones.FLUSH_BEGIN, Milestones.COMPACTION_PINNED -> look(Optional.empty());
      default -> null;
    };
  }

  private record Publication(int task, SimulatedDisk disk) {}

  private @Nullable Violation look(Optional<Publication> publication) {
    try {
      Optional<VBuckets> store = front.store();
      Optional<Revision> current =
          store.isEmpty() ? Optional.empty() : new Client(store.get()).shown();
      if (current.isEmpty()) {
        return null;
      }
      return publication.isEmpty()
          ? revisions.found(current.get())
          : published(current.get(), publication.get());
    } catch (NoSuchVBucketException e) {
      return null;
    } catch (IOException e) {
      return Violation.of(Property.STRUCTURE, "what is published can be read", Words.of(e));
    }
  }

  private @Nullable Violation published(Revision next, Publication publication) throws IOException {
    return revisions.published(next, goingBack.contains(publication.task), publication.disk);
  }

  @Override
  public @Nullable Violation trace() {
    return revisions.trace();
  }
}
