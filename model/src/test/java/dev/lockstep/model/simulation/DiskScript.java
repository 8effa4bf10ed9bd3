package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.CrashImages;
import dev.lockstep.model.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What happens to a disk in a test, a line an event. */
final class DiskScript {
  final SimulatedDisk disk;
  final Platform platform;

  DiskScript() {
    this(new SimulatedDisk());
  }

  DiskScript(SimulatedDisk disk) {
    this.disk = disk;
    this.platform = new ImmediatePlatform(disk, new VirtualClock());
  }

  DiskScript create(String name) throws IOException {
    platform.files().open(name, OpenMode.CREATE_NEW).close();
    return this;
  }

  DiskScript write(String name, long position, String text) throws IOException {
    try (StorageFile file = platform.files().open(name, OpenMode.WRITE)) {
      file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)), position);
    }
    return this;
  }

  DiskScript sync(String name) throws IOException {
    try (StorageFile file = platform.files().open(name, OpenMode.WRITE)) {
      file.sync();
    }
    return this;
  }

  DiskScript rename(String source, String target) throws IOException {
    platform.files().rename(source, target);
    return this;
  }

  DiskScript remove(String name) throws IOException {
    platform.files().remove(name);
    return this;
  }

  DiskScript syncDirectory() throws IOException {
    platform.files().syncDirectory();
    return this;
  }

  /** Nothing so far can be lost. */
  DiskScript settle() {
    disk.settle();
    return this;
  }

  /** Every disk that a crash may leave, in words. */
  List<String> images() throws IOException {
    List<String> images = new ArrayList<>();
    for (SimulatedDisk image : CrashImages.of(disk).images()) {
      images.add(describe(image));
    }
    return images;
  }

  /** The files and what they hold, such as {@code a=text b=}; a zero byte is shown as a dot. */
  static String describe(SimulatedDisk disk) throws IOException {
    List<String> files = new ArrayList<>();
    for (String name : disk.names()) {
      String text = new String(disk.bytes(name), StandardCharsets.ISO_8859_1);
      files.add(name + "=" + text.replace('\0', '.'));
    }
    return String.join(" ", files);
  }
}
