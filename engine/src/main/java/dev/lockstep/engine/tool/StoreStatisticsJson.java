package dev.lockstep.engine.tool;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.revision.VBucketStatistics;
import java.io.IOException;
import java.io.Writer;

/**
 * A store's statistics as one JSON object on one line: {@code vbuckets} and {@code
 * damaged}, lists, and {@code total}.
 */
final class StoreStatisticsJson {
  private StoreStatisticsJson() {}

  static void write(StoreStatistics statistics, Writer out) throws IOException {
    try (JsonGenerator json = JsonLines.generator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("vbuckets");
      for (VBucketStatistics vbucket : statistics.vbuckets()) {
        writeVBucket(json, vbucket);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("damaged");
      for (StoreStatistics.Unreadable damaged : statistics.damaged()) {
        json.writeStartObject();
        json.writeNumberField("vbucket", damaged.vbucket());
        json.writeStringField("file", damaged.problem().file());
        json.writeStringField("problem", damaged.problem().getMessage());
        json.writeEndObject();
      }
      json.writeEndArray();
      writeTotal(json, statistics);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeVBucket(JsonGenerator json, VBucketStatistics vbucket)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("vbucket", vbucket.vbucket());
    json.writeNumberField("revision", vbucket.revision());
    json.writeStringField("state", vbucket.state());
    json.writeNumberField("high_seqno", vbucket.persistedSeqno());
    json.writeNumberField("purge_seqno", vbucket.purgeSeqno());
    json.writeNumberField("items", vbucket.items());
    json.writeNumberField("tombstones", vbucket.tombstones());
    json.writeNumberField("prepares", vbucket.prepares());
    json.writeNumberField("prepare_bytes", vbucket.prepareBytes());
    json.writeNumberField("file_size", vbucket.fileSize());
    json.writeNumberField("live_size", vbucket.liveSize());
    json.writeNumberField("fragmentation_percent", vbucket.fragmentationPercent());
    json.writeStringField("key_id", vbucket.keyId().orElse(null));
    json.writeArrayFieldStart("collections");
    for (Generation collection : vbucket.collections()) {
      json.writeStartObject();
      json.writeNumberField("collection", collection.collection());
      json.writeNumberField("items", collection.items());
      json.writeNumberField("bytes", collection.bytes());
      json.writeNumberField("high_seqno", collection.highSeqno());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTotal(JsonGenerator json, StoreStatistics statistics)
      throws IOException {
    json.writeObjectFieldStart("total");
    json.writeNumberField("vbuckets", statistics.vbuckets().size());
    json.writeNumberField("items", statistics.total(VBucketStatistics::items));
    json.writeNumberField("tombstones", statistics.total(VBucketStatistics::tombstones));
    json.writeNumberField("prepares", statistics.total(VBucketStatistics::prepares));
    json.writeNumberField("prepare_bytes", statistics.total(VBucketStatistics::prepareBytes));
    json.writeNumberField("file_size", statistics.total(VBucketStatistics::fileSize));
    json.writeNumberField("live_size", statistics.total(VBucketStatistics::liveSize));
    json.writeNumberField("fragmentation_percent", statistics.fragmentationPercent());
    json.writeEndObject();
  }
}
