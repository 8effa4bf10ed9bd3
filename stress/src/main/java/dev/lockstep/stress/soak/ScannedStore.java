package dev.lockstep.stress.soak;

import dev.lockstep.engine.bucket.Scan;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a scan, tombstones shown, with the versions that its commit must hold. */
final class ScannedStore {
  private ScannedStore() {}

  /** One line a difference; none where what the commit must hold is forgotten. */
  static List<String> differences(Scan scan, Versions versions) throws IOException {
    List<String> differences = new ArrayList<>();
    Map<Bytes, Versions.Version> found = new LinkedHashMap<>();
    long last = 0;
    for (Optional<DocumentInfo> next = scan.next(); next.isPresent(); next = scan.next()) {
      DocumentInfo info = next.get();
      if (info.seqno() <= last) {
        differences.add(info.id() + " of seqno " + info.seqno() + " came after seqno " + last);
      }
      last = info.seqno();
      found.put(info.id(), versionOf(info, scan));
    }
    for (Bytes id : versions.ids()) {
      Optional<Versions.Version> wanted = versions.at(id, scan.highSeqno());
      Optional<Versions.Version> held = Optional.ofNullable(found.remove(id));
      if (!wanted.equals(held) && !isPurged(wanted, held, scan.purgeSeqno())) {
        differences.add(id + ": " + words(held) + ", should be " + words(wanted));
      }
    }
    found.keySet().forEach(id -> differences.add(id + " was never written"));
    return versions.knows(scan.highSeqno()) ? differences : List.of();
  }

  /** What a scan gives of a document. */
  static Versions.Version versionOf(DocumentInfo info, Scan scan) throws IOException {
    Optional<Bytes> body = info.deleted()
        ? Optional.empty()
        : Optional.of(info.hasBody() ? scan.body(info) : Bytes.EMPTY);
    return new Versions.Version(info.seqno(), body);
  }

  private static boolean isPurged(
      Optional<Versions.Version> wanted, Optional<Versions.Version> held, long purgeSeqno) {
    return held.isEmpty()
        && wanted.isPresent()
        && wanted.get().body().isEmpty()
        && wanted.get().seqno() <= purgeSeqno;
  }

  private static String words(Optional<Versions.Version> version) {
    return version
        .map(found -> found
                .body()
                .map(body -> body.length() + " bytes (hash " + body.hashCode() + ")")
                .orElse("a tombstone")
            + " of seqno " + found.seqno())
        .orElse("nothing");
  }
}
