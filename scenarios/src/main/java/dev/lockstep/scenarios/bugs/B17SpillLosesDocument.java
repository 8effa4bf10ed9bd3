package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.vbucket.CatchUp;
import java.io.IOException;
import java.util.List;

/**
 * B17 (MB-46221, 2021). The replay buffers documents and saves them when the buffer is full. On that
 * branch, and on no other, the last document was given up twice. In Java nothing is freed twice; the
 * same confusion loses the document that made the buffer full.
 */
final class B17SpillLosesDocument extends CatchUp {
  private final int documentsMax;

  B17SpillLosesDocument(Start start) {
    super(start);
    this.documentsMax = start.documentsMax();
  }

  @Override
  protected Header saveBatch(Header draft, List<DocumentChange> batch, StateAccount account)
      throws IOException {
    boolean spills = batch.size() == documentsMax;
    return super.saveBatch(draft, spills ? batch.subList(0, documentsMax - 1) : batch, account);
  }
}
