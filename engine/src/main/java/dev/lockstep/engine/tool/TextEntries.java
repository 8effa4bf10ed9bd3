package dev.lockstep.engine.tool;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.document.RevisionMetadata.Operation;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Entries for people: a line of properties, then the body on an indented line of its own. */
final class TextEntries implements EntryWriter {
  private final Writer out;

  TextEntries(Writer out) {
    this.out = out;
  }

  @Override
  public void write(Document document) throws IOException {
    DocumentInfo info = document.info();
    out.write("seqno " + info.seqno() + "  " + info.id());
    out.write("  rev " + info.revisionSeqno());
    if (info.deleted()) {
      out.write("  deleted");
    }
    writeMetadata(info);
    if (info.hasBody()) {
      writeValue(document.body(), info.isCompressed() ? ", compressed" : "");
    } else {
      out.write("\n");
    }
  }

  @Override
  public void write(LocalDocument document) throws IOException {
    out.write(document.id().toString());
    writeValue(document.value(), "");
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }

  private void writeValue(Bytes value, String property) throws IOException {
    out.write("  " + value.length() + " bytes" + property + "\n");
    if (value.length() > 0) {
      out.write("    " + value + "\n");
    }
  }

  private void writeMetadata(DocumentInfo info) throws IOException {
    Optional<RevisionMetadata> metadata = RevisionMetadata.decode(info.revisionMetadata());
    if (metadata.isPresent()) {
      RevisionMetadata known = metadata.get();
      if (known.expirySeconds() != 0) {
        Instant time = Instant.ofEpochSecond(known.expirySeconds());
        out.write((info.deleted() ? " at " : "  expires ") + time);
      }
      out.write("  cas " + Long.toUnsignedString(known.casNanos()));
      if (known.operation() != Operation.NONE) {
        out.write("  " + known.operation().name().toLowerCase(Locale.ROOT));
      }
    } else if (info.revisionMetadata().length() > 0) {
      out.write("  metadata 0x" + JsonLines.hex(info.revisionMetadata()));
    }
  }
}
