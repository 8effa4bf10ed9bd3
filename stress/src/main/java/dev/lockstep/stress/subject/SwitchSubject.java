package dev.lockstep.stress.subject;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.RevisionFile;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A header switch and the files it may switch between, all of them open from the start.
 *
 * <p>The n-th commit of every file stands at block n, and its number is also in the header (as update
 * seqno) and in the state document (as high completed seqno): whoever sees the three differ has seen a
 * mix of two revisions.
 */
public final class SwitchSubject {
  private static final int VBUCKET = 7;

  private final CountedFiles files = new CountedFiles();
  private final Platform platform;
  private final List<CouchFile> couches = new ArrayList<>();
  private final HeaderSwitch headerSwitch;

  private SwitchSubject(int revisions, Function<CountedFiles, Platform> machine) {
    this.platform = machine.apply(files);
    for (int number = 1; number <= revisions; number++) {
      couches.add(create(files, name(number)));
    }
    this.headerSwitch = new HeaderSwitch(platform, revision(1));
  }

  /** A switch at commit 1 of revision 1, of {@code revisions} files, on the live platform's cells. */
  public static SwitchSubject of(int revisions) {
    return new SwitchSubject(revisions, CountedPlatform::new);
  }

  /** The same on a platform of the caller's making. */
  public static SwitchSubject on(int revisions, Function<CountedFiles, Platform> machine) {
    return new SwitchSubject(revisions, machine);
  }

  public HeaderSwitch headerSwitch() {
    return headerSwitch;
  }

  /** Pins the current revision. */
  public HeaderSwitch.Pin pin() {
    try {
      return headerSwitch.pin();
    } catch (VBucketClosedException e) {
      throw new AssertionError(e);
    }
  }

  /** The current revision, not held. */
  public Revision current() {
    try {
      return headerSwitch.current();
    } catch (VBucketClosedException e) {
      throw new AssertionError(e);
    }
  }

  /** Publishes commit {@code number} of the current file. */
  public void publish(int number) {
    try {
      headerSwitch.publish(commit(headerSwitch.current().file(), number));
    } catch (VBucketClosedException e) {
      throw new AssertionError(e);
    }
  }

  /** Switches to revision {@code number} and retires the one before it. */
  public void switchAndRetire(int number) {
    try {
      Revision previous = headerSwitch.switchTo(revision(number));
      headerSwitch.retire(previous.file());
    } catch (VBucketClosedException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads through a pin: {@code revision 1}, or {@code a closed file}. */
  public static String readThrough(HeaderSwitch.Pin pin) {
    RevisionFile file = pin.revision().file();
    try {
      file.couch().size();
      return "revision " + file.name().revision();
    } catch (IOException e) {
      return "a closed file";
    }
  }

  /** Pins, reads, releases: {@link #readThrough}, or {@code the vbucket is closed}. */
  public String readOnce() {
    try {
      HeaderSwitch.Pin pin = headerSwitch.pin();
      String read = readThrough(pin);
      pin.release();
      return read;
    } catch (VBucketClosedException e) {
      return "the vbucket is closed";
    }
  }

  /**
   * Pins, reads, releases: {@code 2.1} is commit 1 of revision 2. Any other form says what went wrong.
   */
  public String readCommit() {
    HeaderSwitch.Pin pin = pin();
    String commit = commitThrough(pin);
    pin.release();
    return commit;
  }

  /** What the current revision counts: {@code revision 1, seqno 2}. */
  public String statistics() {
    HeaderSwitch.Pin pin = pin();
    try {
      VBucketStatistics counted = VBucketStatistics.of(pin.revision());
      return "revision " + counted.revision() + ", seqno " + counted.persistedSeqno();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      pin.release();
    }
  }

  /** Reads through a pin as {@link #readCommit} does. */
  public static String commitThrough(HeaderSwitch.Pin pin) {
    Revision revision = pin.revision();
    String file = readThrough(pin).replace("revision ", "");
    long byHeader = revision.highSeqno();
    long byState = revision.state().highCompletedSeqno();
    return file + "." + byHeader + (byHeader == byState ? "" : " with state " + byState);
  }

  /** Which commit the header's position says. */
  public static int commitByPosition(Revision revision) {
    return Math.toIntExact(revision.header().position() / Blocks.SIZE);
  }

  /** Closes the switch: what had become of a file before it, {@code then}, what after it. */
  public String fateBeforeAndAfterClose(int number) {
    String before = fate(number);
    headerSwitch.close();
    return before + " then " + fate(number);
  }

  /** What became of the file of revision {@code number}: see {@link CountedFiles#fate}. */
  public String fate(int number) {
    return files.fate(name(number).toString());
  }

  private Revision revision(int number) {
    return commit(new RevisionFile(platform, name(number), couches.get(number - 1)), 1);
  }

  private static Revision commit(RevisionFile file, int number) {
    Header header = Header.empty(DiskVersion.V14).withUpdateSeqno(number);
    return new Revision(
        file,
        new CommittedHeader((long) number * Blocks.SIZE, header),
        new VBucketState(Lifecycle.ACTIVE, number, 0, 0, Map.of()));
  }

  private static VBucketFileName name(int number) {
    return VBucketFileName.data(VBUCKET, number);
  }

  private static CouchFile create(CountedFiles files, VBucketFileName name) {
    try {
      return CouchFile.create(files, name.toString(), CouchOptions.defaults(), InitialHeader.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
