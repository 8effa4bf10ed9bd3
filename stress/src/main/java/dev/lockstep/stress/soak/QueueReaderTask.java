package dev.lockstep.stress.soak;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.Scan;
import dev.lockstep.engine.bucket.ScanPosition;
import dev.lockstep.engine.bucket.ScanPositionLostException;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.stress.shadow.Workload;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Reads random vbuckets of a bucket beside their writers: gets, which must see a version that was there
 * meanwhile; scans, some of them held for long, which must see their commit; and scans that are paused
 * and resumed.
 *
 * <p>What was read while the vbucket was rolled back or deleted is compared with nothing: its writer says
 * so before and after.
 */
final class QueueReaderTask implements Closeable {
  private static final int HELD_MAX = 4;
  private static final int GETS = 20;
  private static final int DOCUMENTS_BEFORE_PAUSE_MAX = 100;

  private final Course course;
  private final Bucket bucket;
  private final List<QueueWriterTask> writers;
  private final SplittableRandom random;
  private final Deque<Held> held = new ArrayDeque<>();

  QueueReaderTask(Course course, Bucket bucket, List<QueueWriterTask> writers, long seed) {
    this.course = course;
    this.bucket = bucket;
    this.writers = writers;
    this.random = new SplittableRandom(~seed);
  }

  /** A scan that nobody has read yet, with what it must give. */
  private record Held(int id, Scan scan, Versions versions) {}

  /** Reads until the soak is over. */
  void run() throws IOException {
    try (this) {
      while (course.nextTurn()) {
        int id = random.nextInt(writers.size());
        try {
          for (int i = 0; i < GETS; i++) {
            get(id);
          }
          takeScan(id);
          pauseAndResume(id);
        } catch (VBucketClosedException gone) {
          course.tally().add(Tally.Event.READS_OF_GONE_VBUCKETS, 1);
        }
        if (held.size() > HELD_MAX || random.nextBoolean()) {
          compareOldest();
        }
      }
      while (!held.isEmpty()) {
        compareOldest();
      }
    }
  }

  private void get(int id) throws IOException {
    Optional<Versions> before = writers.get(id).readable();
    if (before.isEmpty()) {
      return;
    }
    Versions versions = before.get();
    long from = versions.takenSeqno();
    Bytes key = Workload.anyKey(random);
    Optional<Versions.Version> seen = bucket
        .get(id, key)
        .map(document -> new Versions.Version(document.seqno(), Optional.of(document.body())));
    boolean mayBeSeen = versions.mayBeSeen(key, seen, from, versions.announcedSeqno());
    if (!isStill(id, versions) || !versions.knows(from)) {
      return;
    }
    if (!mayBeSeen) {
      course.violated("vbucket " + id + ": a get of " + key + " saw "
          + seen.map(version -> "seqno " + version.seqno()).orElse("nothing")
          + ", which was not there from seqno " + from + " on");
    }
    course.tally().add(Tally.Event.GETS, 1);
  }

  private boolean isStill(int id, Versions versions) {
    return writers.get(id).readable().filter(now -> now == versions).isPresent();
  }

  private void takeScan(int id) throws IOException {
    Optional<Versions> versions = writers.get(id).readable();
    Scan scan = bucket.scanBySeqno(id, 0, Long.MAX_VALUE, Scan.Tombstones.SHOWN);
    if (versions.isPresent() && isStill(id, versions.get())) {
      held.addLast(new Held(id, scan, versions.get()));
    } else {
      scan.close();
    }
  }

  private void compareOldest() throws IOException {
    Held one = held.pollFirst();
    if (one == null) {
      return;
    }
    try (Scan scan = one.scan()) {
      List<String> differences = ScannedStore.differences(scan, one.versions());
      if (!differences.isEmpty()) {
        course.violated("vbucket " + one.id() + ", a scan at seqno " + scan.highSeqno() + ":\n"
            + String.join("\n", differences));
      }
    }
    course.tally().add(Tally.Event.SCANS, 1);
  }

  /** The documents come in the order of their seqnos, each a version there was, from commit to commit. */
  private void pauseAndResume(int id) throws IOException {
    Optional<Versions> versions = writers.get(id).readable();
    if (versions.isEmpty()) {
      return;
    }
    ScanPosition position;
    long last;
    try (Scan scan = bucket.scanBySeqno(id, 0, Long.MAX_VALUE, Scan.Tombstones.SHOWN)) {
      last = walk(id, scan, versions.get(), 0, random.nextInt(DOCUMENTS_BEFORE_PAUSE_MAX));
      position = scan.pause();
    }
    try (Scan scan = bucket.resume(position)) {
      walk(id, scan, versions.get(), last, Integer.MAX_VALUE);
      course.tally().add(Tally.Event.RESUMED_SCANS, 1);
    } catch (ScanPositionLostException purgedOrRolledBack) {
      course.tally().add(Tally.Event.LOST_SCANS, 1);
    }
  }

  private long walk(int id, Scan scan, Versions versions, long after, int documentsMax)
      throws IOException {
    long last = after;
    for (int i = 0; i < documentsMax; i++) {
      Optional<DocumentInfo> next = scan.next();
      if (next.isEmpty()) {
        break;
      }
      DocumentInfo info = next.get();
      Optional<Versions.Version> wanted = versions.at(info.id(), info.seqno());
      boolean isThere = wanted.equals(Optional.of(ScannedStore.versionOf(info, scan)));
      if (!isStill(id, versions) || !versions.knows(info.seqno())) {
        break;
      }
      if (info.seqno() <= last || !isThere) {
        course.violated("vbucket " + id + ": a scan gave " + info + " after seqno " + last
            + "; that seqno wrote " + wanted);
      }
      last = info.seqno();
    }
    return last;
  }

  /** Gives back the scans it still holds, where something ended it before its time. */
  @Override
  public void close() throws IOException {
    for (Held one : held) {
      one.scan().close();
    }
    held.clear();
  }
}
