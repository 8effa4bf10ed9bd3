package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchFileCheck;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.CommittedHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The walker that knows every invariant of a vbucket's commit: what {@link CouchFileCheck} knows of
 * the file, and that the state document's counters equal a recount of the documents.
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
        VBucketState state = WarmUp.state(couch, newest.header());
        problems.addAll(recounted(new Snapshot(couch, newest, state, () -> {})));
      } catch (MalformedStateException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return problems;
  }

  /** Checks the structure of the file that a snapshot holds, under its header. One line a problem. */
  public static List<String> structure(Snapshot snapshot) throws IOException {
    return CouchFileCheck.run(snapshot.couch(), snapshot.header()).problems();
  }

  /** Compares the counters of a snapshot's state document with a recount. One line a problem. */
  public static List<String> counters(Snapshot snapshot) throws IOException {
    List<String> problems = recounted(snapshot);
    VBucketState state = snapshot.state();
    Optional<Bytes> document = snapshot.local(VBucketState.LOCAL_ID);
    Bytes wanted = VBucketStateJson.encode(state, snapshot.highSeqno(), snapshot.purgeSeqno());
    if (!document.equals(Optional.of(wanted))) {
      problems.add(
          "the state document is " + document.orElse(Bytes.EMPTY) + ", should be " + wanted);
    }
    return problems;
  }

  private static List<String> recounted(Snapshot snapshot) throws IOException {
    PrepareCount count = PrepareCount.of(snapshot.couch(), snapshot.header().header());
    VBucketState state = snapshot.state();
    List<String> problems = new ArrayList<>();
    compare(problems, "on_disk_prepares", state.onDiskPrepares(), count.prepares());
    compare(problems, "on_disk_prepare_bytes", state.onDiskPrepareBytes(), count.bytes());
    return problems;
  }

  private static void compare(List<String> problems, String counter, long stored, long recounted) {
    if (stored != recounted) {
      problems.add(counter + " is " + stored + ", a recount gives " + recounted);
    }
  }
}
