package dev.lockstep.model.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is remembered is what would be worked out. */
class KnownWritesTest {
  private final KnownWrites known = new KnownWrites();

  @Test
  void theSameWriteToTheSameContentIsWorkedOutOnce() {
    FileContent first = write(FileContent.NOTHING, "some bytes", 0);
    assertThat(write(FileContent.NOTHING, "some bytes", 0)).isSameAs(first);
    assertThat(first.size()).isEqualTo(10);
  }

  @Test
  void anotherContentPositionOrWriteMakesAnother() {
    FileContent first = write(FileContent.NOTHING, "some bytes", 0);
    FileContent second = write(first, "some bytes", 5);
    assertThat(text(first)).isEqualTo("some bytes");
    assertThat(text(second)).isEqualTo("some some bytes");
    assertThat(text(write(first, "some bytes", 10))).isEqualTo("some bytessome bytes");
    assertThat(text(write(first, "else bytes", 5))).isEqualTo("some else bytes");
    assertThat(text(write(second, "some bytes", 5))).isEqualTo("some some bytes");
  }

  @Test
  void equalContentsHaveEqualFingerprintsHoweverTheyCameAbout() {
    FileContent atOnce = write(FileContent.NOTHING, "one two three four", 0);
    FileContent inTwo = write(write(FileContent.NOTHING, "one two then four", 0), "three four", 8);
    assertThat(inTwo.hash()).isEqualTo(atOnce.hash());
    assertThat(write(inTwo, "three five", 8).hash()).isNotEqualTo(atOnce.hash());
  }

  @Test
  void pagesThatAWriteLeavesAloneStay() {
    byte[] written = new byte[3 * Page.PAGE_SIZE];
    written[0] = 1;
    written[written.length - 1] = 3;
    FileContent before = FileContent.NOTHING.with(written, written.length, 0);
    FileContent after = before.with(new byte[] {2}, 1, Page.PAGE_SIZE);
    written[Page.PAGE_SIZE] = 2;
    assertThat(bytes(after)).isEqualTo(written);
    assertThat(bytes(before)[Page.PAGE_SIZE]).isZero();
  }

  private FileContent write(FileContent before, String text, long position) {
    byte[] bytes = text.getBytes(UTF_8);
    return known.write(before, known.take(ByteBuffer.wrap(bytes), bytes.length), position);
  }

  private static String text(FileContent content) {
    return new String(bytes(content), UTF_8);
  }

  private static byte[] bytes(FileContent content) {
    ByteBuffer target = ByteBuffer.allocate((int) content.size());
    content.read(target, 0);
    return target.array();
  }
}
