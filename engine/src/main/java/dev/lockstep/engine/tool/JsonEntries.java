package dev.lockstep.engine.tool;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import java.io.IOException;
import java.io.Writer;

/**
 * Entries as JSON, one object a line. A document is {@code {"id" | "id_hex", "seqno", "rev",
 * "deleted", "content_meta", "rev_meta_hex", "body_position", "physical_size", "body" |
 * "body_base64"}}, the body being absent where the document has none; a local document is {@code
 * {"id" | "id_hex", "value" | "value_base64"}}. Bodies and values are text where they are JSON in
 * UTF-8, always decompressed and never reformatted: no byte of them is lost.
 */
final class JsonEntries implements EntryWriter {
  private final JsonGenerator json;

  JsonEntries(Writer out) throws IOException {
    this.json = JsonLines.generator(out);
  }

  @Override
  public void write(Document document) throws IOException {
    DocumentInfo info = document.info();
    json.writeStartObject();
    JsonLines.writeText(json, "id", info.id());
    json.writeNumberField("seqno", info.seqno());
    json.writeNumberField("rev", info.revisionSeqno());
    json.writeBooleanField("deleted", info.deleted());
    json.writeNumberField("content_meta", info.contentMeta());
    json.writeStringField("rev_meta_hex", JsonLines.hex(info.revisionMetadata()));
    json.writeNumberField("body_position", info.bodyPosition());
    json.writeNumberField("physical_size", info.physicalSize());
    if (info.hasBody()) {
      JsonLines.writeBody(json, "body", document.body());
    }
    endLine();
  }

  @Override
  public void write(LocalDocument document) throws IOException {
    json.writeStartObject();
    JsonLines.writeText(json, "id", document.id());
    JsonLines.writeBody(json, "value", document.value());
    endLine();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private void endLine() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
