package dev.lockstep.engine.bucket;

/**
 * Where a paused scan by seqno goes on. Good as long as the bucket is open.
 *
 * @param vbucket of the scan
 * @param attachment the life of the vbucket that was scanned: another one after a deletion or rollback
 * @param from the first seqno that was not looked at
 * @param to the last seqno that is wanted
 * @param tombstones whether deleted documents are shown
 */
public record ScanPosition(
    int vbucket, long attachment, long from, long to, Scan.Tombstones tombstones) {
  static final long NOT_BY_SEQNO = -1;

  ScanPosition at(long seqno) {
    return to == NOT_BY_SEQNO ? this : new ScanPosition(vbucket, attachment, seqno, to, tombstones);
  }
}
