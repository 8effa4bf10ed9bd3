package dev.lockstep.engine.revision;

import java.util.List;

/**
 * The named points of the protocols, in the order in which a run meets them: JFR events in
 * production, places to stop at in a scenario's script.
 */
public final class Milestones {
  public static final String FLUSH_BEGIN = "flush.begin";
  public static final String FLUSH_COMMITTED = "flush.committed";
  public static final String HEADER_PUBLISHED = "header.published";

  public static final String COMPACTION_PINNED = "compaction.pinned";
  public static final String COMPACTION_COPYING = "compaction.copying";
  public static final String COMPACTION_WAITS_FOR_SPACE = "compaction.waits-for-space";
  public static final String COMPACTION_COPIED = "compaction.copied";
  public static final String CATCH_UP_BEGIN = "catch-up.begin";
  public static final String FLUSHER_HELD_BACK = "catch-up.flusher-held-back";
  public static final String FLUSHER_HELD_BACK_AGAIN = "catch-up.flusher-held-back-again";
  public static final String FINAL_CATCH_UP_BEGIN = "final-catch-up.begin";
  public static final String FINAL_CATCH_UP_LOCKED = "final-catch-up.locked";
  public static final String COMPACTION_RENAMED = "compaction.renamed";
  public static final String FILE_SWITCHED = "file.switched";
  public static final String FILE_RETIRED = "file.retired";
  public static final String FILE_REMOVED = "file.removed";
  public static final String COMPACTION_ABORTED = "compaction.aborted";

  public static final String ROLLBACK_COMMITTED = "rollback.committed";
  public static final String VBUCKET_CREATED = "vbucket.created";
  public static final String VBUCKET_MARKED = "vbucket.marked";
  public static final String VBUCKET_DELETED = "vbucket.deleted";
  public static final String VBUCKET_REOPENED = "vbucket.reopened";
  public static final String WARM_UP_CHOSEN = "warm-up.chosen";

  private Milestones() {}

  /** All that a scenario may meet. */
  public static List<String> all() {
    return List.of(
        FLUSH_BEGIN,
        FLUSH_COMMITTED,
        HEADER_PUBLISHED,
        COMPACTION_PINNED,
        COMPACTION_COPYING,
        COMPACTION_WAITS_FOR_SPACE,
        COMPACTION_COPIED,
        CATCH_UP_BEGIN,
        FLUSHER_HELD_BACK,
        FLUSHER_HELD_BACK_AGAIN,
        FINAL_CATCH_UP_BEGIN,
        FINAL_CATCH_UP_LOCKED,
        COMPACTION_RENAMED,
        FILE_SWITCHED,
        FILE_RETIRED,
        FILE_REMOVED,
        COMPACTION_ABORTED,
        ROLLBACK_COMMITTED,
        VBUCKET_CREATED,
        VBUCKET_MARKED,
        VBUCKET_DELETED,
        VBUCKET_REOPENED,
        WARM_UP_CHOSEN);
  }
}
