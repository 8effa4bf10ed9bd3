package dev.lockstep.model.spec;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.spec.StoreView.Entry;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** What came back from an {@link Operation}. */
public sealed interface Answer {

  /** A flush committed; the first seqno that it had to give, and the high seqno after it. */
  record Flushed(long firstSeqno, long highSeqno) implements Answer {
    @Override
    public String toString() {
      return "committed, seqnos from " + firstSeqno + ", high seqno " + highSeqno;
    }
  }

  /** A write was taken; its seqno. */
  record Taken(long seqno) implements Answer {
    @Override
    public String toString() {
      return "taken, seqno " + seqno;
    }
  }

  /** All that was waited for is on disk. */
  record Persisted() implements Answer {
    @Override
    public String toString() {
      return "persisted";
    }
  }

  /** A flush was refused as a whole, or a write: it commits or aborts what is not prepared. */
  record NotPrepared() implements Answer {
    @Override
    public String toString() {
      return "refused: not prepared";
    }
  }

  /** A flush was refused as a whole: a collection it needs is not open, or one it creates is. */
  record WrongCollection() implements Answer {
    @Override
    public String toString() {
      return "refused: wrong collection";
    }
  }

  /** What a get found. */
  record Found(Optional<Bytes> value) implements Answer {
    @Override
    public String toString() {
      return value.map(StoreView::shown).orElse("nothing");
    }
  }

  /** What a scan saw. */
  record Seen(StoreView view) implements Answer {
    @Override
    public String toString() {
      return view.toString();
    }
  }

  /**
   * What a scan by id saw.
   *
   * @param highSeqno the snapshot's high seqno
   * @param purgeSeqno the snapshot's purge seqno
   * @param entries what has a key in the range, in the order of ids
   */
  record SeenById(long highSeqno, long purgeSeqno, List<Entry> entries) implements Answer {
    public SeenById {
      entries = List.copyOf(entries);
    }

    @Override
    public String toString() {
      StringJoiner lines = new StringJoiner("; ");
      lines.add("high seqno " + highSeqno + ", purge seqno " + purgeSeqno);
      entries.forEach(entry -> lines.add(entry.toString()));
      return lines.toString();
    }
  }

  /**
   * How a compaction ended.
   *
   * @param revision the number of the file that it left current, as far as it knows; 0 if it never began
   */
  record Compacted(Ending ending, long revision) implements Answer {

    /** One that never began, or of which nobody asks which file it left. */
    public Compacted(Ending ending) {
      this(ending, 0);
    }

    /** The ways it can. */
    public enum Ending {
      SWITCHED,
      ABORTED,
      REFUSED
    }

    @Override
    public String toString() {
      return switch (ending) {
        case SWITCHED -> "switched";
        case ABORTED -> "aborted";
        case REFUSED -> "refused: another one runs";
      };
    }
  }

  /** The compaction that ran, if one did, was asked to give up. */
  record AbortAsked() implements Answer {
    @Override
    public String toString() {
      return "asked";
    }
  }

  /** A rollback happened; the high seqno after it. */
  record RolledBack(long highSeqno) implements Answer {
    @Override
    public String toString() {
      return "rolled back, high seqno " + highSeqno;
    }
  }

  /** The vbucket takes writes; its high seqno. */
  record Reopened(long highSeqno) implements Answer {
    @Override
    public String toString() {
      return "reopened, high seqno " + highSeqno;
    }
  }

  /** The store was closed and opened again. */
  record Remounted() implements Answer {
    @Override
    public String toString() {
      return "remounted";
    }
  }

  /** The vbucket is deleted, or was never created. */
  record NoSuchVBucket() implements Answer {
    @Override
    public String toString() {
      return "no such vbucket";
    }
  }

  /** The vbucket is there and could not be opened. */
  record Damaged() implements Answer {
    @Override
    public String toString() {
      return "the vbucket is damaged";
    }
  }

  /** The vbucket was deleted. */
  record Deleted() implements Answer {
    @Override
    public String toString() {
      return "deleted";
    }
  }

  /** The vbucket was created. */
  record Created() implements Answer {
    @Override
    public String toString() {
      return "created";
    }
  }

  /** The vbucket was not created: it is there. */
  record Exists() implements Answer {
    @Override
    public String toString() {
      return "refused: it exists";
    }
  }

  /** The operation failed, and it changed nothing: its contract says so. */
  record NotDone(String error) implements Answer {
    @Override
    public String toString() {
      return "not done: " + error;
    }
  }

  /** The operation was not begun, for the store takes none of its kind until it is opened anew. */
  record Refused(String reason) implements Answer {
    @Override
    public String toString() {
      return "refused: " + reason;
    }
  }

  /** The operation failed, and it may have taken effect or not. */
  record Failed(String error) implements Answer {
    @Override
    public String toString() {
      return "failed: " + error;
    }
  }
}
