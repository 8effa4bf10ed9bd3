package dev.lockstep.engine.tool;

import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Optional;

/** A file's own account for people: one line a fact. */
final class InfoText {
  private static final int LABEL_WIDTH = 18;

  private InfoText() {}

  static void write(Info info, Writer out) throws IOException {
    Header header = info.last().header();
    out.write(info.file() + "\n");
    line(out, "disk version", header.version().number());
    line(out, "newest header", "at " + info.last().position());
    line(out, "headers", headers(info.headers()));
    line(
        out,
        "timestamp",
        instant(header.timestampNanos()).map(Instant::toString).orElse("none"));
    line(out, "update seqno", header.updateSeqno());
    line(out, "purge seqno", header.purgeSeqno());
    line(out, "documents", info.counts().live() + " live, " + info.counts().deleted() + " deleted");
    line(out, "local documents", info.localCount());
    line(out, "file size", info.fileSize() + " bytes");
    line(out, "live data", info.liveSize() + " bytes");
    line(out, "fragmentation", info.fragmentationPercent() + " %");
    line(out, "by-id root", root(header.byId()));
    line(out, "by-seqno root", root(header.bySeqno()));
    line(out, "local root", root(header.local()));
  }

  /** The commit's time; none in versions that keep no time and in a file's first, empty header. */
  static Optional<Instant> instant(long timestampNanos) {
    return timestampNanos == 0
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plusNanos(timestampNanos));
  }

  private static String headers(Info.HeaderChain headers) {
    return headers.count()
        + headers.damage().map(why -> ", older ones cannot be read: " + why).orElse("");
  }

  private static String root(Optional<NodePointer> root) {
    return root.map(node -> "at " + node.position() + ", tree of " + node.subtreeSize() + " bytes")
        .orElse("none");
  }

  private static void line(Writer out, String label, Object value) throws IOException {
    out.write("  " + label + " ".repeat(LABEL_WIDTH - label.length()) + value + "\n");
  }
}
