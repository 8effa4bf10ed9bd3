package dev.lockstep.engine.bucket;

import dev.lockstep.engine.bucket.Scan.Tombstones;
import dev.lockstep.engine.document.DocumentInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What scans show, a line a document: its seqno, its id, and its body or that it is deleted. */
final class Shown {
  private static final long SEQNO_MAX = Long.MAX_VALUE >>> 16;

  private Shown() {}

  /** All that is left of a scan. */
  static List<String> of(Scan scan) throws IOException {
    List<String> shown = new ArrayList<>();
    for (Optional<DocumentInfo> next = scan.next(); next.isPresent(); next = scan.next()) {
      DocumentInfo info = next.get();
      shown.add(info.seqno() + " " + info.id() + (info.deleted() ? " -" : "=" + scan.body(info)));
    }
    return shown;
  }

  /** All that is on disk of a vbucket. */
  static List<String> bySeqno(Bucket bucket, int vbucket, Tombstones tombstones)
      throws IOException {
    try (Scan scan = bucket.scanBySeqno(vbucket, 0, SEQNO_MAX, tombstones)) {
      return of(scan);
    }
  }
}
