package dev.lockstep.engine.revision;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The small class in the middle: which file and which header of a vbucket are current.
 *
 * <ol>
 *   <li>A reader <em>pins</em> the current revision and releases it when done; what it pinned stays
 *       readable through any number of switches.
 *   <li>The flusher <em>publishes</em> a newer header of the same file.
 *   <li>The compactor <em>switches</em> to a newer file and then <em>retires</em> the old one.
 *   <li>The last release of a retired file closes and removes it.
 *   <li>After a commit whose fate was unknown the same file is <em>reopened</em>, by another handle.
 * </ol>
 *
 * <p>Readers are lock-free: a pin is one read of the current revision and one compare-and-set on its
 * file's count. It fails only if the file was retired in between, and then a newer revision is
 * already published, so the reader tries again with that one. Publishing, switching, retiring and
 * closing are done by one task at a time, the holder of the vbucket's write lock.
 */
public final class HeaderSwitch {
  private final Platform platform;
  private final int vbucket;
  private final Cell<Position> position;

  public HeaderSwitch(Platform platform, Revision first) {
    this.platform = platform;
    this.vbucket = first.file().name().vbucket();
    this.position = platform.newCell("header switch", new Position(first, Access.OPEN));
  }

  private enum Access {
    OPEN,
    CLOSED,
    DELETED
  }

  /** What is current: a revision while the switch is open, none afterwards. */
  private record Position(@Nullable Revision revision, Access access) {}

  /**
   * Holds the current revision. The caller releases it.
   *
   * @throws VBucketClosedException if the vbucket is closed, or deleted
   */
  public Pin pin() throws VBucketClosedException {
    while (true) {
      Revision revision = current();
      if (revision.file().tryPin()) {
        return new Pin(revision);
      }
    }
  }

  /**
   * The current revision, not held: for its numbers, and for the holder of the write lock.
   *
   * @throws VBucketClosedException if the vbucket is closed, or deleted
   */
  public Revision current() throws VBucketClosedException {
    Position seen = position.get();
    if (seen.revision() == null) {
      throw seen.access() == Access.DELETED
          ? new NoSuchVBucketException(vbucket)
          : new VBucketClosedException();
    }
    return seen.revision();
  }

  /** Publishes a newer header of the current file. */
  public void publish(Revision next) throws VBucketClosedException {
    Revision previous = current();
    Invariant.check(
        next.file() == previous.file(),
        "published %s beside %s: a new file needs a switch",
        next.file().name(),
        previous.file().name());
    Invariant.check(
        next.header().position() > previous.header().position(),
        "published the header at %d after the one at %d",
        next.header().position(),
        previous.header().position());
    position.set(new Position(next, Access.OPEN));
    platform.reached(
        Milestones.HEADER_PUBLISHED,
        next.file().name().toString(),
        next.header().position());
  }

  /** Publishes a newer file. The caller retires the file of the returned, previous revision. */
  public Revision switchTo(Revision next) throws VBucketClosedException {
    Revision previous = current();
    Invariant.check(
        next.number() > previous.number(),
        "switched to revision %d after %d",
        next.number(),
        previous.number());
    position.set(new Position(next, Access.OPEN));
    platform.reached(Milestones.FILE_SWITCHED, next.file().name().toString(), next.number());
    return previous;
  }

  /** Publishes the same file, opened anew; the handle before is closed by the last who holds it. */
  public void reopen(Revision found) throws VBucketClosedException {
    Revision previous = current();
    Invariant.check(
        found.number() == previous.number(),
        "reopened revision %d after %d",
        found.number(),
        previous.number());
    Invariant.check(
        found.header().position() >= previous.header().position(),
        "reopened at the header at %d after the one at %d",
        found.header().position(),
        previous.header().position());
    position.set(new Position(found, Access.OPEN));
    previous.file().release();
    String name = found.file().name().toString();
    if (found.header().position() > previous.header().position()) {
      platform.reached(Milestones.HEADER_PUBLISHED, name, found.header().position());
    }
    platform.reached(Milestones.VBUCKET_REOPENED, name, found.highSeqno());
  }

  /** Gives the switch's hold on a file that is no longer current back; the last release removes it. */
  public void retire(RevisionFile file) {
    file.retire();
    platform.reached(
        Milestones.FILE_RETIRED, file.name().toString(), file.name().revision());
  }

  /**
   * Closes the switch: nobody can pin any more, pins that are out stay good. The last release closes
   * the file, which stays on disk. Does nothing the second time.
   */
  public void close() {
    Revision last = position.get().revision();
    if (last != null) {
      position.set(new Position(null, Access.CLOSED));
      last.file().release();
    }
  }

  /**
   * Ends the switch for good, because the vbucket is deleted: nobody can pin any more, pins that are out
   * stay good. The caller retires the file of the returned, last revision.
   *
   * @throws VBucketClosedException if the vbucket is closed, or deleted already
   */
  public Revision delete() throws VBucketClosedException {
    Revision last = current();
    position.set(new Position(null, Access.DELETED));
    return last;
  }

  /** One reader's hold on a revision. Belongs to one task. */
  public static final class Pin {
    private final Revision revision;
    private boolean released;

    private Pin(Revision revision) {
      this.revision = revision;
    }

    /** What is held. */
    public Revision revision() {
      return revision;
    }

    /** Gives the revision back, once. */
    public void release() {
      Invariant.check(!released, "pin released twice");
      released = true;
      revision.file().unpin();
    }
  }
}
