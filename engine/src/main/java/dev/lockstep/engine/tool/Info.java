package dev.lockstep.engine.tool;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.Counts;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.CorruptFileException;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * What a couch file says about itself.
 *
 * @param file its name
 * @param fileSize its length in bytes
 * @param last its newest header and where that is
 * @param headers its headers, counted by rewinding from the newest
 * @param counts its documents
 * @param localCount how many local documents it has
 */
public record Info(
    String file,
    long fileSize,
    CommittedHeader last,
    HeaderChain headers,
    Counts counts,
    long localCount) {

  /**
   * The headers reached by rewinding.
   *
   * @param count how many were read, the newest included
   * @param damage why rewinding stopped before the first, if it did
   */
  public record HeaderChain(long count, Optional<String> damage) {}

  /**
   * Reads what {@code source} says about itself.
   *
   * @throws UnusableFileException if it cannot be opened or a part of it that is needed is damaged
   */
  public static Info read(CouchSource source) throws IOException {
    return source.read(file -> {
      CommittedHeader last = file.lastHeader();
      return new Info(
          file.name(),
          file.size(),
          last,
          rewind(file, last),
          file.counts(last.header()),
          countLocals(file.locals(last.header())));
    });
  }

  /** Bytes that the newest header needs: bodies and the nodes of the three trees. */
  public long liveSize() {
    return counts.liveSize(last.header());
  }

  /** The percentage of the file that the newest header does not need, 0 to 100. */
  public int fragmentationPercent() {
    return fileSize == 0 ? 0 : (int) (100 * Math.max(0, fileSize - liveSize()) / fileSize);
  }

  /** Writes it to {@code out}, which stays open: some lines of text, or one line of JSON. */
  public void write(Format format, Writer out) throws IOException {
    switch (format) {
      case TEXT -> InfoText.write(this, out);
      case JSON -> InfoJson.write(this, out);
    }
    out.flush();
  }

  private static HeaderChain rewind(CouchFile file, CommittedHeader newest) throws IOException {
    long count = 1;
    try {
      Optional<CommittedHeader> older = file.previous(newest);
      while (older.isPresent()) {
        count++;
        older = file.previous(older.get());
      }
      return new HeaderChain(count, Optional.empty());
    } catch (CorruptFileException damage) {
      return new HeaderChain(count, Optional.of(String.valueOf(damage.getMessage())));
    }
  }

  private static long countLocals(LocalCursor locals) throws IOException {
    long count = 0;
    while (locals.next().isPresent()) {
      count++;
    }
    return count;
  }
}
