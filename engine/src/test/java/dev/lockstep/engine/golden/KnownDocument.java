package dev.lockstep.engine.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A document apart from where its body lies: what was written, or what was read.
 *
 * @param body hexadecimal SHA-256 of the decompressed body; empty where there is none
 */
record KnownDocument(
    Bytes id,
    long seqno,
    long revisionSeqno,
    boolean deleted,
    int contentMeta,
    String revisionMetadata,
    String body) {

  static KnownDocument of(Document document) {
    DocumentInfo info = document.info();
    return new KnownDocument(
        info.id(),
        info.seqno(),
        info.revisionSeqno(),
        info.deleted(),
        info.contentMeta(),
        HexFormat.of().formatHex(info.revisionMetadata().toArray()),
        info.hasBody() ? sha256(document.body()) : "");
  }

  /** What {@code X.expected.json} says of one document. */
  static KnownDocument of(JsonNode expected) {
    return new KnownDocument(
        expected.has("id_hex")
            ? Bytes.wrap(HexFormat.of().parseHex(expected.get("id_hex").asText()))
            : Bytes.ofUtf8(expected.get("id").asText()),
        expected.get("seq").asLong(),
        expected.get("rev").asLong(),
        expected.get("deleted").asBoolean(),
        expected.get("content_meta").asInt(),
        expected.get("rev_meta_hex").asText(),
        expected.get("has_body").asBoolean() ? expected.get("body_sha256").asText() : "");
  }

  private static String sha256(Bytes body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.toArray());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException every) {
      throw new AssertionError("every JDK has SHA-256", every);
    }
  }
}
