package dev.lockstep.stress.linearizability;

import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.stress.subject.CountedPlatform;
import dev.lockstep.stress.subject.StoreSubject;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * What tasks do to a whole vbucket in memory. Its answers are those of the same operations one after
 * another, but for those of a compaction and of a rollback: the one may be refused, aborted or done, and
 * the other depends on which commits the file still holds. So these two only say that they ended, and a
 * rollback goes no further than to the last commit.
 */
public abstract class StoreOperations {
  private final StoreSubject subject;

  StoreOperations(VBucketParts parts) {
    this.subject = StoreSubject.with(parts, CountedPlatform::new, "a");
  }

  @Operation
  public String flush() {
    return subject.set("b", "b");
  }

  @Operation
  public String getOld() {
    return subject.get("a");
  }

  @Operation
  public String getNew() {
    return subject.get("b");
  }

  @Operation
  public String scan() {
    return subject.scan();
  }

  /** Revision and purge seqno left out: they tell of compactions. */
  @Operation
  public String statistics() {
    return subject.statistics().replaceFirst("revision \\d+, (seqno \\d+), purged \\d+, ", "$1, ");
  }

  @Operation
  public void compact() {
    subject.compact();
  }

  /** Takes the vbucket back to the state before all that these operations write. */
  @Operation
  public void rollback() {
    subject.rollback(0);
  }
}
