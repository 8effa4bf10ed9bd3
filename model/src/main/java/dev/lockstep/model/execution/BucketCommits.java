package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.trace.MilestoneReached;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every commit and file that is published where it is not known to which call of a client it
 * belongs, for a bucket's own tasks make it, or the store is opened anew. What is always so is so all the
 * same.
 */
final class BucketCommits implements Watch {
  private final Front front;
  private final OwnPropertyCheck own;

  BucketCommits(Front front, OwnPropertyCheck own) {
    this.front = front;
    this.own = own;
  }

  @Override
  public @Nullable Violation begin() {
    return look();
  }

  @Override
  public @Nullable Violation reached(MilestoneReached milestone, SimulatedDisk disk) {
    return switch (milestone.name()) {
      case Milestones.HEADER_PUBLISHED, Milestones.FILE_SWITCHED -> look();
      // What a creation publishes has no milestone of its own: it is looked at before it is built
      // upon.
      case Milestones.FLUSH_BEGIN, Milestones.COMPACTION_PINNED -> look();
      default -> null;
    };
  }

  private @Nullable Violation look() {
    try {
      Optional<VBuckets> store = front.store();
      Optional<Revision> current =
          store.isEmpty() ? Optional.empty() : new Client(store.get()).shown();
      return current.isPresent() ? own.shown(current.get()) : null;
    } catch (NoSuchVBucketException e) {
      return null;
    } catch (IOException e) {
      return Violation.of(Property.STRUCTURE, "what is published can be read", Words.of(e));
    }
  }
}
