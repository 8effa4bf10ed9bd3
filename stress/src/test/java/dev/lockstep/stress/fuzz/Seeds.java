package dev.lockstep.stress.fuzz;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.DocumentTotals;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.HeaderFormat;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.format.SeqnoCount;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Inputs that assemble to sound files: where the fuzzer starts from. */
final class Seeds {
  private static final int PREFIX = 8;

  private final HostileFile.Builder builder = new HostileFile.Builder();
  private final DiskVersion version;

  private Seeds(DiskVersion version) {
    this.version = version;
  }

  /** A file without documents. */
  static byte[] empty() {
    return new HostileFile.Builder().header(HeaderFormat.encode(Header.empty(DiskVersion.V14)));
  }

  /** Leaves alone: two documents, a tombstone, a local document. */
  static byte[] leaves(DiskVersion version) throws MalformedDataException {
    Seeds seed = new Seeds(version);
    Map<Bytes, Bytes> byId = new TreeMap<>();
    Map<Bytes, Bytes> bySeqno = new TreeMap<>();
    seed.addDocuments(1, byId, bySeqno);
    return seed.finish(seed.leaf(byId), seed.leaf(bySeqno), 3);
  }

  /** Two levels: two leaves below an interior root in each index. */
  static byte[] levels(DiskVersion version) throws MalformedDataException {
    Seeds seed = new Seeds(version);
    Map<Bytes, Bytes> ids = new TreeMap<>();
    Map<Bytes, Bytes> seqnos = new TreeMap<>();
    for (int first = 1; first <= 4; first += 3) {
      Map<Bytes, Bytes> byId = new TreeMap<>();
      Map<Bytes, Bytes> bySeqno = new TreeMap<>();
      seed.addDocuments(first, byId, bySeqno);
      ids.put(last(byId), seed.idPointer(seed.leaf(byId)).encode());
      seqnos.put(last(bySeqno), seed.seqnoPointer(seed.leaf(bySeqno)).encode());
    }
    return seed.finish(node(false, ids), node(false, seqnos), 6);
  }

  private static Bytes last(Map<Bytes, Bytes> entries) {
    return ((TreeMap<Bytes, Bytes>) entries).lastKey();
  }

  private void addDocuments(int firstSeqno, Map<Bytes, Bytes> byId, Map<Bytes, Bytes> bySeqno) {
    for (int seqno = firstSeqno; seqno < firstSeqno + 3; seqno++) {
      boolean isDeleted = seqno % 3 == 0;
      byte[] body = ("body of " + seqno).getBytes(StandardCharsets.UTF_8);
      long position = isDeleted ? 0 : builder.body(body);
      DocumentInfo info = new DocumentInfo(
          Bytes.ofUtf8("key-" + seqno),
          seqno,
          1,
          isDeleted,
          1,
          Bytes.wrap(new byte[18]),
          position,
          isDeleted ? 0 : PREFIX + body.length);
      byId.put(info.id(), IndexFormat.byIdValue(info));
      bySeqno.put(IndexFormat.seqnoKey(seqno), IndexFormat.bySeqnoValue(info));
    }
  }

  private byte[] leaf(Map<Bytes, Bytes> entries) {
    return node(true, entries);
  }

  private static byte[] node(boolean isLeaf, Map<Bytes, Bytes> entries) {
    int size = 1;
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      size +=
          Node.ENTRY_PREFIX_LENGTH + entry.getKey().length() + entry.getValue().length();
    }
    byte[] raw = new byte[size];
    raw[0] = Node.type(isLeaf);
    int at = 1;
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      at =
          Node.putEntryPrefix(raw, at, entry.getKey().length(), entry.getValue().length());
      entry.getKey().copyTo(raw, at);
      at += entry.getKey().length();
      entry.getValue().copyTo(raw, at);
      at += entry.getValue().length();
    }
    return raw;
  }

  private NodePointer idPointer(byte[] raw) throws MalformedDataException {
    Bytes reduce = DocumentTotals.of(Node.decode(raw.clone())).encode();
    return new NodePointer(builder.node(raw), raw.length, reduce);
  }

  private NodePointer seqnoPointer(byte[] raw) throws MalformedDataException {
    Bytes reduce = SeqnoCount.encode(SeqnoCount.of(Node.decode(raw.clone())));
    return new NodePointer(builder.node(raw), raw.length, reduce);
  }

  private byte[] finish(byte[] byId, byte[] bySeqno, long highSeqno) throws MalformedDataException {
    Map<Bytes, Bytes> locals = new TreeMap<>();
    locals.put(Bytes.ofUtf8("_local/vbstate"), Bytes.ofUtf8("{\"state\":\"active\"}"));
    byte[] local = node(true, locals);
    Header header = new Header(
        version,
        highSeqno,
        0,
        0,
        1,
        Header.NO_PREVIOUS,
        false,
        Optional.of(seqnoPointer(bySeqno)),
        Optional.of(idPointer(byId)),
        Optional.of(new NodePointer(builder.node(local), local.length, Bytes.EMPTY)));
    return builder.header(HeaderFormat.encode(header));
  }
}
