package dev.lockstep.engine.tool;

import dev.lockstep.engine.collection.MalformedManifestException;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.state.MalformedStateException;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a couch file of a vbucket counts of itself, counted anew while it is copied, so that the copy can take
 * its place: documents may be left out, and what the copy encrypts takes more bytes. A file without a state
 * document, or with one that only another program understands, counts nothing.
 */
final class CopiedState {
  private final Optional<VBucketState> held;
  private final Optional<StateAccount> account;

  private CopiedState(Optional<VBucketState> held) {
    this.held = held;
    this.account = held.map(state ->
        new StateAccount(state.withPrepares(0, 0).withManifest(state.manifest().uncounted())));
  }

  /** That of a commit of {@code source}. */
  static CopiedState of(CouchFile source, Header header) throws IOException {
    if (source.local(header, VBucketState.LOCAL_ID).isEmpty()) {
      return new CopiedState(Optional.empty());
    }
    try {
      return new CopiedState(Optional.of(StateDocuments.read(source, header)));
    } catch (MalformedStateException | MalformedManifestException anotherProgram) {
      return new CopiedState(Optional.empty());
    }
  }

  /** Whether a document has the highest seqno of its collection. */
  boolean isHighestOfCollection(DocumentInfo info) {
    return held.filter(state -> state.manifest().isHighest(info)).isPresent();
  }

  /** The copy has another document. */
  void copied(DocumentInfo copy) {
    account.ifPresent(counted -> counted.changed(copy, null));
  }

  /**
   * The local documents of the copy: those of the source, with other counters and another purge seqno where
   * they differ.
   *
   * @param source the commit that is copied
   * @param purgeSeqno that of the copy
   */
  List<LocalDocument> locals(List<LocalDocument> ofSource, Header source, long purgeSeqno) {
    if (held.isEmpty() || account.isEmpty()) {
      return ofSource;
    }
    VBucketState counted = account.get().toState(held.get());
    if (counted.equals(held.get()) && purgeSeqno == source.purgeSeqno()) {
      return ofSource;
    }
    List<LocalDocument> locals = new ArrayList<>(ofSource);
    locals.removeIf(local -> StateDocuments.isOwnId(local.id()));
    locals.addAll(StateDocuments.of(counted, source.updateSeqno(), purgeSeqno));
    return locals;
  }
}
