package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.tree.PreviousValues;
import dev.lockstep.engine.tree.TreeAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a batch does to the by-seqno index: the seqnos that its documents give up, and those they get. A
 * document may be saved again under the seqno it has. A seqno is in the index where the by-id index has
 * just said so, and nowhere else.
 */
final class SeqnoActions implements PreviousValues {

  /** What happens to one seqno. */
  private static final class Action {
    final long seqno;

    @Nullable
    DocumentInfo document;

    boolean vacated;

    Action(long seqno) {
      this.seqno = seqno;
    }
  }

  private final String file;
  private final Optional<NodePointer> root;
  private List<Action> actions = new ArrayList<>();

  SeqnoActions(String file, Optional<NodePointer> root) {
    this.file = file;
    this.root = root;
  }

  /** A document has had a seqno up to now. */
  void vacate(long seqno) {
    Action action = new Action(seqno);
    action.vacated = true;
    actions.add(action);
  }

  /** A document has a seqno from now on. */
  void put(DocumentInfo info) {
    Action action = new Action(info.seqno());
    action.document = info;
    actions.add(action);
  }

  /** One action a seqno, in ascending order. */
  List<TreeAction> inOrder() {
    actions.sort((one, other) -> Long.compare(one.seqno, other.seqno));
    List<Action> merged = new ArrayList<>(actions.size());
    List<TreeAction> inOrder = new ArrayList<>(actions.size());
    for (Action action : actions) {
      Action last = merged.isEmpty() ? action : merged.get(merged.size() - 1);
      if (last != action && last.seqno == action.seqno) {
        merge(last, action);
      } else {
        merged.add(action);
      }
    }
    for (Action action : merged) {
      inOrder.add(new TreeAction(
          IndexFormat.seqnoKey(action.seqno),
          Optional.ofNullable(action.document).map(IndexFormat::bySeqnoValue)));
    }
    actions = merged;
    return inOrder;
  }

  private static void merge(Action into, Action other) {
    into.vacated |= other.vacated;
    if (other.document == null) {
      return;
    }
    if (into.document != null) {
      throw new AssertionError(
          other.document + " has the seqno of another document: " + into.document);
    }
    into.document = other.document;
  }

  @Override
  public void acted(int index, Optional<Bytes> previous) throws IOException {
    Action action = actions.get(index);
    Invariant.check(
        action.vacated || previous.isEmpty(),
        "seqno %s belongs to another document in %s",
        action.seqno,
        file);
    if (action.vacated && previous.isEmpty()) {
      throw new CorruptFileException(
          file,
          root.map(NodePointer::position).orElse(0L),
          "a by-seqno entry of seqno " + action.seqno + ", which the by-id index names",
          "none");
    }
  }
}
