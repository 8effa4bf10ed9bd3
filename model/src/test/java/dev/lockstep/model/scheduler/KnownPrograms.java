package dev.lockstep.model.scheduler;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.model.scheduler.Executions.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs that papers on partial-order reduction count the traces of: Flanagan and Godefroid,
 * "Dynamic partial-order reduction for model checking software", 2005 (indexer, filesystem); Abdulla
 * et al. 2014 (readers, lastzero).
 */
final class KnownPrograms {
  private KnownPrograms() {}

  /** One task writes x, {@code count} read it. */
  static Program readers(int count) {
    return platform -> {
      LongCell x = platform.newLongCell("x", 0);
      platform.start("writer", () -> x.set(1));
      for (int i = 0; i < count; i++) {
        platform.start("reader" + i, x::get);
      }
    };
  }

  /** All tasks write x. */
  static Program writers(int count) {
    return platform -> {
      LongCell x = platform.newLongCell("x", 0);
      for (int i = 0; i < count; i++) {
        int value = i;
        platform.start("writer" + i, () -> x.set(value));
      }
    };
  }

  /** Every task writes a cell of its own. */
  static Program independent(int count) {
    return platform -> {
      for (int i = 0; i < count; i++) {
        LongCell own = platform.newLongCell("own", 0);
        platform.start("writer" + i, () -> own.set(1));
      }
    };
  }

  /** One task searches the array for its last zero while the others make it count up. */
  static Program lastZero(int count) {
    return platform -> {
      List<LongCell> a = cells(platform, "a", count + 1);
      platform.start("searcher", () -> searchDown(a));
      for (int j = 1; j <= count; j++) {
        LongCell source = a.get(j - 1);
        LongCell target = a.get(j);
        platform.start("counter" + j, () -> target.set(source.get() + 1));
      }
    };
  }

  private static void searchDown(List<LongCell> a) {
    int i = a.size() - 1;
    while (a.get(i).get() != 0) {
      i--;
    }
  }

  /** Tasks insert into one hash table, which they fill so far that some collide. */
  static Program indexer(int count) {
    return platform -> {
      List<LongCell> table = cells(platform, "table", 128);
      for (int t = 0; t < count; t++) {
        int task = t;
        platform.start("task" + t, () -> insertFour(table, task));
      }
    };
  }

  private static void insertFour(List<LongCell> table, int task) {
    for (int m = 1; m <= 4; m++) {
      int w = 11 * m + task;
      int h = 7 * w % table.size();
      while (!table.get(h).compareAndSet(0, w)) {
        h = (h + 1) % table.size();
      }
    }
  }

  /** Tasks give inodes their first block. */
  static Program filesystem(int count) {
    return platform -> {
      FileSystem system = new FileSystem(
          mutexes(platform, "inodeLock", 32),
          cells(platform, "inode", 32),
          mutexes(platform, "blockLock", 26),
          cells(platform, "busy", 26));
      for (int t = 0; t < count; t++) {
        int inode = t % 32;
        platform.start("task" + t, () -> system.allocate(inode));
      }
    };
  }

  private record FileSystem(
      List<Mutex> inodeLocks, List<LongCell> inodes, List<Mutex> blockLocks, List<LongCell> busy) {

    void allocate(int i) {
      inodeLocks.get(i).lock();
      if (inodes.get(i).get() == 0) {
        int block = 2 * i % busy.size();
        while (!take(block, i)) {
          block = (block + 1) % busy.size();
        }
      }
      inodeLocks.get(i).unlock();
    }

    private boolean take(int block, int i) {
      blockLocks.get(block).lock();
      boolean free = busy.get(block).get() == 0;
      if (free) {
        busy.get(block).set(1);
        inodes.get(i).set(block + 1);
      }
      blockLocks.get(block).unlock();
      return free;
    }
  }

  /** All take the left fork first, then the right. */
  static Program philosophers(int count) {
    return platform -> {
      List<Mutex> forks = mutexes(platform, "fork", count);
      for (int i = 0; i < count; i++) {
        Mutex left = forks.get(i);
        Mutex right = forks.get((i + 1) % count);
        platform.start("philosopher" + i, () -> {
          left.lock();
          right.lock();
          right.unlock();
          left.unlock();
        });
      }
    };
  }

  /** Each of two tasks writes its cell and reads the other's. */
  static Program storeBuffering() {
    return platform -> {
      LongCell x = platform.newLongCell("x", 0);
      LongCell y = platform.newLongCell("y", 0);
      platform.start("first", () -> {
        x.set(1);
        y.get();
      });
      platform.start("second", () -> {
        y.set(1);
        x.get();
      });
    };
  }

  /** One task writes data and then a flag, the other reads the flag and then the data. */
  static Program messagePassing() {
    return platform -> {
      LongCell data = platform.newLongCell("data", 0);
      LongCell flag = platform.newLongCell("flag", 0);
      platform.start("sender", () -> {
        data.set(1);
        flag.set(1);
      });
      platform.start("receiver", () -> {
        flag.get();
        data.get();
      });
    };
  }

  /** Independent reads of independent writes. */
  static Program iriw() {
    return platform -> {
      LongCell x = platform.newLongCell("x", 0);
      LongCell y = platform.newLongCell("y", 0);
      platform.start("writesX", () -> x.set(1));
      platform.start("writesY", () -> y.set(1));
      platform.start("readsXY", () -> {
        x.get();
        y.get();
      });
      platform.start("readsYX", () -> {
        y.get();
        x.get();
      });
    };
  }

  private static List<LongCell> cells(Platform platform, String name, int count) {
    List<LongCell> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(platform.newLongCell(name, 0));
    }
    return cells;
  }

  private static List<Mutex> mutexes(Platform platform, String name, int count) {
    List<Mutex> mutexes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mutexes.add(platform.newMutex(name));
    }
    return mutexes;
  }
}
