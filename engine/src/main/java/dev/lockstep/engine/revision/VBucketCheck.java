package dev.lockstep.engine.revision;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.collection.MalformedManifestException;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.couch.CheckReport;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchFileCheck;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.couch.Counts;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.state.CollectionCount;
import dev.lockstep.engine.state.MalformedStateException;
import dev.lockstep.engine.state.PrepareCount;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The walker that knows every invariant of a vbucket's commit: what {@link CouchFileCheck} knows of
 * the file, that counters equal a recount of the documents, and that the dropped list names what is
 * left of dropped collections.
 */
public final class VBucketCheck {
  private VBucketCheck() {}

  /**
   * Checks structure and counters of a file's newest commit, whichever program wrote it. One line a
   * problem.
   */
  public static List<String> newestCommit(CouchFile couch) throws IOException {
    CommittedHeader newest = couch.lastHeader();
    List<String> problems = new ArrayList<>(CouchFileCheck.run(couch, newest).problems());
    if (problems.isEmpty()) {
      try {
        VBucketState state = StateDocuments.read(couch, newest.header());
        Snapshot snapshot = new Snapshot(couch, newest, state, () -> {});
        problems.addAll(droppedList(snapshot));
        problems.addAll(recounted(snapshot));
      } catch (MalformedStateException | MalformedManifestException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return problems;
  }

  /**
   * Checks the structure of the file that a snapshot holds, under its header, and what the roots of its
   * trees count. One line a problem.
   */
  public static List<String> structure(Snapshot snapshot) throws IOException {
    return structure(snapshot, CouchFileCheck.run(snapshot.couch(), snapshot.header()));
  }

  /** The same of a file whose tree nodes were all split at one size, as {@code options} have it. */
  public static List<String> structure(Snapshot snapshot, CouchOptions options) throws IOException {
    return structure(
        snapshot,
        CouchFileCheck.run(snapshot.couch(), snapshot.header(), options.nodeSizeThreshold()));
  }

  /** Where the walk found no damage, what the header's roots count must be what it counted. */
  private static List<String> structure(Snapshot snapshot, CheckReport walked) throws IOException {
    List<String> problems = new ArrayList<>(walked.problems());
    if (walked.isClean()) {
      Counts counts = snapshot.counts();
      compare(problems, "live", counts.live(), walked.live());
      compare(problems, "deleted", counts.deleted(), walked.deleted());
      compare(problems, "seqnos", counts.seqnos(), walked.live() + walked.deleted());
      compare(problems, "physical size", counts.physicalSize(), walked.physicalSize());
      compare(
          problems,
          "live size",
          counts.liveSize(snapshot.header().header()),
          walked.physicalSize() + walked.nodesSize());
    }
    return problems;
  }

  /**
   * Compares the counters of a snapshot's state document with a recount, and the document with the one
   * that this program writes. One line a problem.
   */
  public static List<String> counters(Snapshot snapshot) throws IOException {
    List<String> problems = recounted(snapshot);
    VBucketState state = snapshot.state();
    for (LocalDocument wanted :
        StateDocuments.of(state, snapshot.highSeqno(), snapshot.purgeSeqno())) {
      Optional<Bytes> document = snapshot.local(wanted.id());
      if (!document.equals(Optional.of(wanted.value()))) {
        problems.add("the local document " + wanted.id() + " is " + document.orElse(Bytes.EMPTY)
            + ", should be " + wanted.value());
      }
    }
    return problems;
  }

  /** Compares the counters of a commit with a recount, whichever program wrote it. One line a problem. */
  public static List<String> recounted(Snapshot snapshot) throws IOException {
    PrepareCount count = PrepareCount.of(snapshot.couch(), snapshot.header().header());
    VBucketState state = snapshot.state();
    List<String> problems = new ArrayList<>();
    compare(problems, "on_disk_prepares", state.onDiskPrepares(), count.prepares());
    compare(problems, "on_disk_prepare_bytes", state.onDiskPrepareBytes(), count.bytes());
    compareCollections(problems, snapshot);
    return problems;
  }

  private static void compareCollections(List<String> problems, Snapshot snapshot)
      throws IOException {
    Manifest stored = snapshot.state().manifest();
    Manifest recounted = recount(snapshot);
    for (Generation generation : stored.generations()) {
      Generation right = recounted.sameLife(generation).orElse(generation.emptied());
      String collection = "collection " + generation.collection() + ": ";
      compare(problems, collection + "items", generation.items(), right.items());
      compare(problems, collection + "bytes", generation.bytes(), right.bytes());
      compare(problems, collection + "high seqno", generation.highSeqno(), right.highSeqno());
    }
  }

  private static Manifest recount(Snapshot snapshot) throws IOException {
    return CollectionCount.of(
        snapshot.couch(), snapshot.header().header(), snapshot.state().manifest());
  }

  /**
   * Compares a snapshot's dropped list with what the file holds of dropped collections: all of it must
   * belong to a listed generation, there must be something of every listed one, and no scan may show any
   * of it. One line a problem.
   */
  public static List<String> droppedList(Snapshot snapshot) throws IOException {
    Manifest stored = snapshot.state().manifest();
    List<String> problems = new ArrayList<>();
    Manifest recounted = recount(snapshot);
    for (Generation dropped : stored.dropped()) {
      if (recounted.sameLife(dropped).isEmpty()) {
        problems.add("collection " + dropped.collection() + ", dropped at seqno "
            + dropped.endSeqno() + ", is on the dropped list, and nothing of it is in the file");
      }
    }
    DocumentCursor cursor = snapshot.couch().bySeqno(snapshot.header().header(), 0, Long.MAX_VALUE);
    for (Optional<DocumentInfo> next = cursor.next();
        stored.isPresent() && next.isPresent();
        next = cursor.next()) {
      DocumentInfo info = next.get();
      if (stored.generationOf(info).isEmpty() && !CollectionKeys.isEventId(info.id())) {
        problems.add(info.id() + " (seqno " + info.seqno() + ") belongs to no collection, open or"
            + " on the dropped list");
      }
    }
    if (stored.isPresent()) {
      problems.addAll(leftOvers(snapshot.bySeqno(0, Long.MAX_VALUE), stored));
      problems.addAll(leftOvers(snapshot.byId(Bytes.EMPTY, Optional.empty()), stored));
    }
    return problems;
  }

  /** What a scan shows of dropped collections. */
  private static List<String> leftOvers(DocumentCursor scan, Manifest stored) throws IOException {
    List<String> shown = new ArrayList<>();
    for (Optional<DocumentInfo> next = scan.next(); next.isPresent(); next = scan.next()) {
      DocumentInfo info = next.get();
      if (!stored.shows(info)) {
        shown.add(info.id() + " (seqno " + info.seqno() + ") is left of a dropped collection, and a"
            + " scan shows it");
      }
    }
    return shown;
  }

  private static void compare(List<String> problems, String counter, long stored, long recounted) {
    if (stored != recounted) {
      problems.add(counter + " is " + stored + ", a recount gives " + recounted);
    }
  }
}
