package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the vbucket publishes, one revision after the other, whoever does it:
 *
 * <ol>
 *   <li>what the scenario says of every commit is so ({@link OwnPropertyCheck});
 *   <li>an opening would find the same, and count the same ({@link OpenedElsewhere});
 *   <li>no number goes back that may not ({@link GoneBack}).
 * </ol>
 */
final class PublishedRevisions {
  private final OpenedElsewhere openings;
  private final OwnPropertyCheck own;
  private final List<Revision> all = new ArrayList<>();
  private @Nullable Revision last;
  private @Nullable Violation trace;
  private long highestRevision;
  private boolean isHarmed;

  PublishedRevisions(Judge judge, OwnPropertyCheck own) {
    this.openings = judge.openings();
    this.own = own;
  }

  /** What was published last; null while there is no vbucket, or a new one has published nothing that was seen. */
  @Nullable
  Revision last() {
    return last;
  }

  /**
   * What is wrong, but mostly as a trace of something worse: a lost write takes the high seqno back, a
   * catch-up that did not look leaves writes behind. It counts where nothing else is found.
   */
  @Nullable
  Violation trace() {
    return trace;
  }

  /** Another trace, if there is none yet. */
  void noteTrace(@Nullable Violation found) {
    trace = trace == null ? found : trace;
  }

  /** A fault was met: what an opening finds may be another file from now on. */
  void harmed() {
    isHarmed = true;
  }

  /**
   * This is there, and it was not seen how it came: a creation has published it, or an opening has chosen
   * it, which takes no number back while no fault was met.
   */
  @Nullable
  Violation found(Revision revision) throws IOException {
    Revision previous = last;
    note(revision);
    Violation unlike = own.shown(revision);
    if (unlike != null || previous == null || isHarmed) {
      return unlike;
    }
    return goneBack(previous, revision, false);
  }

  private @Nullable Violation goneBack(Revision previous, Revision next, boolean mayGoBack) {
    if (!mayGoBack) {
      noteTrace(GoneBack.inSeqnos(previous, next));
    }
    return GoneBack.inFile(previous, next, mayGoBack);
  }

  private void note(Revision revision) {
    last = revision;
    all.add(revision);
    highestRevision = Math.max(highestRevision, revision.number());
  }

  /**
   * The next one is published.
   *
   * @param mayGoBack whether it may have lower seqnos than the one before
   */
  @Nullable
  Violation published(Revision next, boolean mayGoBack, SimulatedDisk disk) throws IOException {
    Revision previous = last;
    note(next);
    Violation unlike = own.shown(next);
    if (unlike != null) {
      return unlike;
    }
    if (trace == null && !isHarmed) {
      trace = openings.compare(disk, next, Property.CACHE);
    }
    return previous == null ? null : goneBack(previous, next, mayGoBack);
  }

  /** A new vbucket has come, with a file of this revision. */
  @Nullable
  Violation created(long revision) {
    Violation reused = GoneBack.inCreation(highestRevision, revision);
    highestRevision = Math.max(highestRevision, revision);
    last = null;
    return reused;
  }

  /** The vbucket has gone. */
  void deleted() {
    last = null;
  }

  /** The newest with this high seqno in a file of this name. */
  Optional<Revision> find(String file, long highSeqno) {
    for (int i = all.size() - 1; i >= 0; i--) {
      Revision revision = all.get(i);
      if (revision.highSeqno() == highSeqno && revision.file().name().toString().equals(file)) {
        return Optional.of(revision);
      }
    }
    return Optional.empty();
  }
}
