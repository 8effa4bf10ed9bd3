package dev.lockstep.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.Scan.Tombstones;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.live.LiveBucket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/bucket.md does what the page says, and is the one that is tested here. */
class BucketExampleTest {
  private static final Path PAGE = Path.of("..", "docs", "bucket.md");
  private static final Path SELF = Path.of(
      "src", "test", "java", "dev", "lockstep", "engine", "bucket", "BucketExampleTest.java");

  @TempDir
  Path temporary;

  @Test
  void printsWhatThePageSays() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    example(temporary, new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo("order-17 = paid");
  }

  private static void example(Path directory, PrintStream out) throws IOException {
    BucketOptions options = BucketOptions.defaults().withVBuckets(4);
    try (Bucket bucket = LiveBucket.open(directory, options)) {
      Bytes id = Bytes.ofUtf8("order-17");
      int vbucket = bucket.vbucketOf(id);

      Mutation created =
          bucket.set(vbucket, id, Bytes.ofUtf8("new"), WriteOptions.defaults().ifAbsent());
      StoredDocument read = bucket.get(vbucket, id).orElseThrow();
      Mutation paid = bucket.set(
          vbucket, id, Bytes.ofUtf8("paid"), WriteOptions.defaults().withCas(read.cas()));
      bucket.awaitPersisted(vbucket, paid.seqno());

      try (Scan scan =
          bucket.scanBySeqno(vbucket, created.seqno(), paid.seqno(), Tombstones.SHOWN)) {
        for (Optional<DocumentInfo> next = scan.next(); next.isPresent(); next = scan.next()) {
          out.println(next.get().id() + " = " + scan.body(next.get()));
        }
      }
    }
  }

  @Test
  void thePageShowsThisVeryCode() throws IOException {
    String page = Files.readString(PAGE);
    String shown = page.substring(page.indexOf("try (Bucket"), page.indexOf("```\n\nIt prints"));
    String own = Files.readString(SELF);
    String run = own.substring(own.indexOf("try (Bucket"), own.indexOf("  @Test\n  void thePage"));
    assertThat(withoutSpace(run)).startsWith(withoutSpace(shown.replace("System.out", "out")));
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s+", "");
  }
}
