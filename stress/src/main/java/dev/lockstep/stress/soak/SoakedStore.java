package dev.lockstep.stress.soak;

import dev.lockstep.engine.platform.Platform;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** One store of a soak, in a directory of its own, with the tasks that use it. */
interface SoakedStore extends Closeable {

  /** The tasks, to be started once; the store is closed when they have ended. */
  List<SoakTask> tasks();

  /** Opens the closed store once more and says what it lacks to the course. */
  void compareReopened() throws IOException;

  /** A store that is closed has one file for each vbucket. */
  static void compareFiles(Platform platform, int vbuckets, Course course) throws IOException {
    List<String> files = platform.files().list();
    if (files.size() != vbuckets) {
      course.violated("not one file a vbucket: " + files);
    }
  }
}
