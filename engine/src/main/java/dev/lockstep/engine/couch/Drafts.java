package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.tree.NodeWriter;
import dev.lockstep.engine.tree.PreviousValues;
import dev.lockstep.engine.tree.Reducer;
import dev.lockstep.engine.tree.TreeAction;
import dev.lockstep.engine.tree.TreeModify;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way from one state of a couch file to the next; for one task at a time:
 *
 * <ol>
 *   <li>A save turns a state into a draft, a draft into another.
 *   <li>A commit makes a draft the last header, or it is abandoned: then it is lost.
 *   <li>A root that lies past the last commit is good only if a save has made it since.
 * </ol>
 */
final class Drafts {
  private final AppendFile file;
  private final CouchOptions options;

  /** The newest header: found when the file was opened, or committed since. */
  private @Nullable CommittedHeader last;

  /** The roots that saves have made since the last commit. No other uncommitted root is good. */
  private final Set<NodePointer> roots = new HashSet<>();

  /**
   * @param last the file's last header; absent where nothing was committed yet
   */
  Drafts(AppendFile file, CouchOptions options, Optional<CommittedHeader> last) {
    this.file = file;
    this.options = options;
    this.last = last.orElse(null);
  }

  CommittedHeader last() {
    if (last == null) {
      throw new AssertionError("nothing was committed to " + file.name() + " yet");
    }
    return last;
  }

  Header saveDocuments(Header base, List<DocumentChange> changes, ChangeListener listener)
      throws IOException {
    checkRoots(base);
    return drafted(
        new DocumentSave(file, options.nodeSizeThreshold(), base, listener).save(changes));
  }

  Header saveLocals(Header base, List<LocalChange> changes) throws IOException {
    checkRoots(base);
    NavigableMap<Bytes, Optional<Bytes>> ordered = new TreeMap<>();
    changes.forEach(change -> ordered.put(change.id(), change.value()));
    List<TreeAction> actions = new ArrayList<>();
    ordered.forEach((id, value) -> actions.add(new TreeAction(id, value)));
    NodeWriter writer = new NodeWriter(file, Reducer.LOCAL, options.nodeSizeThreshold());
    return drafted(base.withLocal(
        TreeModify.apply(file, writer, base.local(), actions, PreviousValues.IGNORED)));
  }

  /** Notes the roots of a draft as good. */
  Header drafted(Header draft) {
    draft.byId().ifPresent(roots::add);
    draft.bySeqno().ifPresent(roots::add);
    draft.local().ifPresent(roots::add);
    return draft;
  }

  CommittedHeader commit(Header draft) throws IOException {
    checkRoots(draft);
    long previous = last == null ? 0 : last.position();
    try {
      CommittedHeader committed = file.commit(storable(draft, previous));
      last = committed;
      return committed;
    } finally {
      roots.clear();
    }
  }

  /** The draft with what the file's version can keep, as it will be read back. */
  private Header storable(Header draft, long previous) {
    DiskVersion version = options.version();
    return draft
        .withTimestampNanos(version.hasTimestamp() ? draft.timestampNanos() : 0)
        .withPreviousPosition(version.hasPreviousPosition() ? previous : Header.NO_PREVIOUS);
  }

  void abandon() {
    roots.clear();
    file.abandon();
  }

  void rewind(CommittedHeader target) {
    Invariant.check(
        target.position() <= last().position(),
        "cannot rewind to %d from %d",
        target.position(),
        last().position());
    abandon();
    last = target;
  }

  private void checkRoots(Header header) {
    header.byId().ifPresent(this::checkRoot);
    header.bySeqno().ifPresent(this::checkRoot);
    header.local().ifPresent(this::checkRoot);
  }

  private void checkRoot(NodePointer root) {
    Invariant.check(
        root.position() < file.committedEnd() || roots.contains(root),
        "root %s is of a draft of %s that was lost",
        root,
        file.name());
  }
}
