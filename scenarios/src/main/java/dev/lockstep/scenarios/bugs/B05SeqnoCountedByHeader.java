package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.vbucket.CatchUp;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * B05 (MB-45636, MB-45686, 2021). The catch-up walked the source header by header and added one to
 * the highest seqno seen for each, before asking for the changes from there on. A header that moved
 * no seqno made it skip the next document.
 */
final class B05SeqnoCountedByHeader extends CatchUp {
  B05SeqnoCountedByHeader(Start start) {
    super(start);
  }

  @Override
  protected Header replayDocuments(Header draft, Revision newest, StateAccount account)
      throws IOException {
    Header saved = draft;
    long highest = caughtUpTo().highSeqno();
    for (CommittedHeader header : headersSince(caughtUpTo(), newest)) {
      highest++;
      saved = saveRange(saved, newest.file().couch(), header.header(), highest, account);
      highest = Math.max(highest, header.header().updateSeqno());
    }
    return saved.withUpdateSeqno(newest.highSeqno());
  }

  private static Deque<CommittedHeader> headersSince(Revision from, Revision to)
      throws IOException {
    CouchFile source = to.file().couch();
    Deque<CommittedHeader> headers = new ArrayDeque<>();
    CommittedHeader header = to.header();
    while (header.position() > from.header().position()) {
      headers.addFirst(header);
      header = source.previous(header).orElseThrow();
    }
    return headers;
  }
}
