package dev.lockstep.engine.tool;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** A file's own account as one JSON object on one line; what is absent is null. */
final class InfoJson {
  private InfoJson() {}

  static void write(Info info, Writer out) throws IOException {
    try (JsonGenerator json = JsonLines.generator(out)) {
      json.writeStartObject();
      json.writeStringField("file", info.file());
      json.writeNumberField("file_size", info.fileSize());
      json.writeNumberField("live_size", info.liveSize());
      json.writeNumberField("fragmentation_percent", info.fragmentationPercent());
      writeHeader(json, info);
      json.writeNumberField("headers", info.headers().count());
      json.writeStringField("headers_damage", info.headers().damage().orElse(null));
      json.writeNumberField("documents", info.counts().live());
      json.writeNumberField("deleted", info.counts().deleted());
      json.writeNumberField("body_size", info.counts().physicalSize());
      json.writeNumberField("local_documents", info.localCount());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeHeader(JsonGenerator json, Info info) throws IOException {
    Header header = info.last().header();
    json.writeNumberField("disk_version", header.version().number());
    json.writeNumberField("header_position", info.last().position());
    json.writeStringField("timestamp_nanos", Long.toUnsignedString(header.timestampNanos()));
    json.writeNumberField("update_seqno", header.updateSeqno());
    json.writeNumberField("purge_seqno", header.purgeSeqno());
    writeRoot(json, "by_id_root", header.byId());
    writeRoot(json, "by_seqno_root", header.bySeqno());
    writeRoot(json, "local_root", header.local());
  }

  private static void writeRoot(JsonGenerator json, String name, Optional<NodePointer> root)
      throws IOException {
    if (root.isEmpty()) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeNumberField("position", root.get().position());
    json.writeNumberField("subtree_size", root.get().subtreeSize());
    json.writeStringField("reduce_hex", JsonLines.hex(root.get().reduce()));
    json.writeEndObject();
  }
}
