package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.DocumentTotals;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.SeqnoCount;

/** What a tree's pointers say about the entries beneath them. */
public enum Reducer {
  /** Live and deleted documents, and the bytes of their bodies. */
  BY_ID {
    @Override
    public Bytes reduce(Node node) throws MalformedDataException {
      return DocumentTotals.of(node).encode();
    }
  },
  /** How many entries. */
  BY_SEQNO {
    @Override
    public Bytes reduce(Node node) throws MalformedDataException {
      return SeqnoCount.encode(SeqnoCount.of(node));
    }
  },
  /** Nothing. */
  LOCAL {
    @Override
    public Bytes reduce(Node node) {
      return Bytes.EMPTY;
    }
  };

  /**
   * The reduce value of a node's entries.
   *
   * @throws MalformedDataException if one of them is none of this tree's
   */
  public abstract Bytes reduce(Node node) throws MalformedDataException;
}
