package dev.lockstep.engine.state;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.format.Header;
import java.io.IOException;
import java.util.Optional;

/**
 * The live prepares of one commit, counted one by one: what the state document's counters must equal,
 * and what they start from where the program that wrote the document did not keep them.
 *
 * @param prepares how many
 * @param bytes their physical size
 */
public record PrepareCount(long prepares, long bytes) {

  /** Reads the prepares of a commit. */
  public static PrepareCount of(CouchFile couch, Header header) throws IOException {
    long prepares = 0;
    long bytes = 0;
    DocumentCursor cursor = couch.byId(header, Prepares.FIRST_ID, Optional.of(Prepares.END));
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      if (!next.get().deleted()) {
        prepares++;
        bytes += next.get().physicalSize();
      }
    }
    return new PrepareCount(prepares, bytes);
  }
}
