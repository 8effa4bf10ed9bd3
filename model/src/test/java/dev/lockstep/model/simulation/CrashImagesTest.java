package dev.lockstep.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.CrashImages;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.disk.TooManyImages;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CrashImagesTest {

  @Test
  void leaveASettledDiskAsItIs() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "text").settle();

    assertThat(script.images()).containsExactly("a=text");
  }

  @Test
  void loseAnyTailOfTheUnsyncedWritesOrTheirBytesOrOneOfThem() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "xx").settle();
    script.write("a", 2, "bb").write("a", 4, "cc").write("a", 6, "dd");

    assertThat(script.images())
        .containsExactly(
            "a=xxbbccdd",
            "a=xxbbcc",
            "a=xxbb",
            "a=xx",
            "a=xx..ccdd",
            "a=xx......",
            "a=xxbb..dd",
            "a=xxbb....",
            "a=xxbbcc..");
  }

  @Test
  void loseWritesOfDifferentFilesIndependently() throws IOException {
    DiskScript script = new DiskScript().create("a").create("b").settle();
    script.write("a", 0, "1").write("b", 0, "2");

    assertThat(script.images())
        .containsExactly(
            "a=1 b=2", "a=1 b=", "a= b=2", "a= b=", "a=. b=2", "a=. b=", "a=1 b=.", "a= b=.");
  }

  @Test
  void keepWhatWasSynced() throws IOException {
    DiskScript script = new DiskScript().create("a").create("b").settle();
    script.write("a", 0, "1").write("b", 0, "2").sync("a");

    assertThat(script.images()).containsExactly("a=1 b=2", "a=1 b=", "a=1 b=.");
  }

  @Test
  void tearAWriteWhereSectorsEnd() throws IOException {
    String before = "-".repeat(500);
    DiskScript script = new DiskScript().create("a").write("a", 0, before).settle();
    script.write("a", 500, "w".repeat(1100));

    assertThat(script.images())
        .containsExactly(
            "a=" + before + "w".repeat(1100),
            "a=" + before,
            "a=" + before + ".".repeat(1100),
            "a=" + before + "w".repeat(12),
            "a=" + before + "w".repeat(524),
            "a=" + before + "w".repeat(1036),
            "a=" + before + ".".repeat(12) + "w".repeat(1088),
            "a=" + before + "w".repeat(12) + ".".repeat(512) + "w".repeat(576),
            "a=" + before + "w".repeat(524) + ".".repeat(512) + "w".repeat(64),
            "a=" + before + "w".repeat(1036) + ".".repeat(64));
  }

  @Test
  void tearAWriteThatIsFollowedByAnother() throws IOException {
    DiskScript script = new DiskScript().create("a").settle();
    script.write("a", 0, "w".repeat(513)).write("a", 513, "z");

    String torn = "w".repeat(512);
    assertThat(script.images())
        .containsExactly(
            "a=" + torn + "wz",
            "a=" + torn + "w",
            "a=",
            "a=" + ".".repeat(513) + "z",
            "a=" + ".".repeat(514),
            "a=" + torn,
            "a=" + torn + ".z",
            "a=" + ".".repeat(512) + "wz",
            "a=" + torn + "w.");
  }

  @Test
  void tearWritesThatOverlap() throws IOException {
    DiskScript script = new DiskScript().create("a").settle();
    script.write("a", 0, "w".repeat(600)).write("a", 510, "zzzz").write("a", 0, "y");

    String zeros = ".".repeat(510);
    assertThat(script.images())
        .containsExactly(
            "a=y" + "w".repeat(509) + "zzzz" + "w".repeat(86),
            "a=" + "w".repeat(510) + "zzzz" + "w".repeat(86),
            "a=" + "w".repeat(600),
            "a=",
            "a=y" + zeros.substring(1) + "zzzz",
            "a=" + ".".repeat(600),
            "a=" + "w".repeat(512),
            "a=y" + "w".repeat(509) + "zzzz",
            "a=y" + zeros.substring(1) + "zzzz" + "w".repeat(86),
            "a=y" + "w".repeat(509) + "zzzz" + ".".repeat(86),
            "a=y" + "w".repeat(599),
            "a=" + "w".repeat(510) + "zz" + "w".repeat(88),
            "a=y" + "w".repeat(509) + "zz" + "w".repeat(88),
            "a=y" + "w".repeat(511) + "zz" + "w".repeat(86));
  }

  @Test
  void shareTheBytesThatTheyHaveInCommon() throws IOException {
    DiskScript script = new DiskScript().create("a").settle();
    for (int megabyte = 0; megabyte < 2; megabyte++) {
      script.write("a", megabyte << 20, "w".repeat(1 << 20));
    }

    // Copies of their own would take 20 GB.
    assertThat(CrashImages.all(script.disk)).hasSizeGreaterThan(10_000);
  }

  @Test
  void neverTearASingleByte() throws IOException {
    DiskScript script =
        new DiskScript().create("a").write("a", 0, "-".repeat(512)).settle();
    script.write("a", 511, "1");

    assertThat(script.images()).hasSize(2);
  }

  @Test
  void loseTheNameOfASyncedFileUnlessTheDirectoryIsSynced() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "text").sync("a");

    assertThat(script.images()).containsExactly("a=text", "");
    assertThat(script.syncDirectory().images()).containsExactly("a=text");
  }

  @Test
  void undoARename() throws IOException {
    DiskScript script = new DiskScript().create("new").create("old");
    script.write("new", 0, "n").write("old", 0, "o").settle();
    script.rename("new", "old");

    assertThat(script.images()).containsExactly("old=n", "new=n old=o");
  }

  @Test
  void bringBackARemovedFile() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "text").settle();
    script.remove("a");

    assertThat(script.images()).containsExactly("", "a=text");
  }

  @Test
  void loseAnyOfTheDirectoryChanges() throws IOException {
    DiskScript script = new DiskScript().create("c").settle();
    script.create("a").create("b").remove("c");

    assertThat(script.images())
        .containsExactly("a= b=", "a= b= c=", "a=", "a= c=", "b=", "b= c=", "", "c=");
  }

  @Test
  void loseWritesAndNamesIndependently() throws IOException {
    DiskScript script = new DiskScript().create("a").settle();
    script.write("a", 0, "1").rename("a", "b");

    assertThat(script.images()).containsExactly("b=1", "a=1", "b=", "a=", "b=.", "a=.");
  }

  @Test
  void areSettledThemselves() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "1").rename("a", "b");

    for (SimulatedDisk image : CrashImages.of(script.disk).images()) {
      assertThat(CrashImages.of(image).images()).hasSize(1);
      assertThat(image.openHandles()).isEmpty();
    }
  }

  @Test
  void doNotShareWhatIsWrittenToThem() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "1").write("a", 1, "2");

    CrashImages images = CrashImages.of(script.disk);
    for (SimulatedDisk image : images.images()) {
      DiskScript recovery = new DiskScript(image);
      if (image.names().contains("a")) {
        recovery.write("a", 0, "recovered");
      }
    }

    assertThat(DiskScript.describe(script.disk)).isEqualTo("a=12");
    assertThat(script.images())
        .contains("a=12", "a=1", "a=", "a=.2", "a=1.", "")
        .hasSize(7);
  }

  @Test
  void doNotHangOnTheOrderOfWritesToDifferentFiles() throws IOException {
    DiskScript script = new DiskScript().create("a").create("b").settle();
    script.write("a", 0, "1").write("b", 0, "2").write("a", 1, "3");
    DiskScript other = new DiskScript().create("a").create("b").settle();
    other.write("b", 0, "2").write("a", 0, "1").write("a", 1, "3");

    assertThat(script.images()).isEqualTo(other.images()).hasSize(15);
    assertThat(script.disk.crashHash()).isEqualTo(other.disk.crashHash());
  }

  @Test
  void sayWhenThereAreMoreNamesThanTheLimit() throws IOException {
    DiskScript script = new DiskScript();
    for (int i = 0; i < 9; i++) {
      script.create("f" + i);
    }

    CrashImages images = CrashImages.of(script.disk);

    assertThat(images.truncated()).isTrue();
    assertThat(images.images()).hasSize(256);
    assertThatThrownBy(() -> CrashImages.all(script.disk)).isInstanceOf(TooManyImages.class);
  }

  @Test
  void sayWhenThereAreMoreThanTheLimit() throws IOException {
    DiskScript script = new DiskScript().create("a").settle();
    script.write("a", 0, "1").write("a", 1, "2");

    assertThat(CrashImages.of(script.disk, 6).truncated()).isFalse();
    CrashImages truncated = CrashImages.of(script.disk, 5);
    assertThat(truncated.truncated()).isTrue();
    assertThat(truncated.images()).hasSize(5);
  }

  /** The program alone may stop: then what the sync has dropped is seen again, and still not durable. */
  @Test
  void areOthersAfterASyncThatHasDroppedWhatReadsShow() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "1").settle();
    long before = script.disk.crashHash();

    script.write("a", 1, "2");
    script.disk.dropUnsynced(script.disk.open("a", OpenMode.WRITE, "test").inode);

    assertThat(script.images()).containsExactly("a=1");
    assertThat(DiskScript.describe(script.disk)).isEqualTo("a=12");
    assertThat(script.disk.crashHash()).isNotEqualTo(before);
  }

  @Test
  void areTheSameWhileTheCrashHashIs() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "1");
    long unsynced = script.disk.crashHash();
    SimulatedDisk fork = script.disk.fork();

    assertThat(fork.crashHash()).isEqualTo(unsynced);
    assertThat(script.sync("a").disk.crashHash()).isNotEqualTo(unsynced);
    long named = script.syncDirectory().disk.crashHash();
    assertThat(named).isNotEqualTo(unsynced);
    assertThat(script.sync("a").disk.crashHash()).isEqualTo(named);
  }
}
