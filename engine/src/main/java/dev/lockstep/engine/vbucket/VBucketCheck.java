package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.CouchFileCheck;
import dev.lockstep.engine.document.Bytes;
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

  /** Checks the structure of the file that a snapshot holds, under its header. One line a problem. */
  public static List<String> structure(Snapshot snapshot) throws IOException {
    return CouchFileCheck.run(snapshot.couch(), snapshot.header()).problems();
  }

  /** Compares the counters of a snapshot's state document with a recount. One line a problem. */
  public static List<String> counters(Snapshot snapshot) throws IOException {
    PrepareCount count = PrepareCount.of(snapshot.couch(), snapshot.header().header());
    VBucketState state = snapshot.state();
    List<String> problems = new ArrayList<>();
    compare(problems, "on_disk_prepares", state.onDiskPrepares(), count.prepares());
    compare(problems, "on_disk_prepare_bytes", state.onDiskPrepareBytes(), count.bytes());
    Optional<Bytes> document = snapshot.local(VBucketState.LOCAL_ID);
    Bytes wanted = VBucketStateJson.encode(state, snapshot.highSeqno(), snapshot.purgeSeqno());
    if (!document.equals(Optional.of(wanted))) {
      problems.add(
          "the state document is " + document.orElse(Bytes.EMPTY) + ", should be " + wanted);
    }
    return problems;
  }

  private static void compare(List<String> problems, String counter, long stored, long recounted) {
    if (stored != recounted) {
      problems.add(counter + " is " + stored + ", a recount gives " + recounted);
    }
  }
}
