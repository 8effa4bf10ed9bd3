package dev.lockstep.model.scheduler;

import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.scheduler.Executions.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A small program with a seed: two or three tasks of two to four instructions each, over two cells,
 * two mutexes with a condition each, a file or three file names. What an instruction does may hang on what the one before
 * it saw.
 */
final class RandomProgram {
  private static final int NAMES = 3;
  private static final List<Subject> MIXED =
      List.of(Subject.CELLS, Subject.MUTEXES, Subject.FILE, Subject.NAMES, Subject.TASKS);

  private RandomProgram() {}

  /** What the instructions are about. */
  enum Subject {
    CELLS,
    MUTEXES,
    CONDITIONS,
    TIMED_WAITS,
    FILE,
    NAMES,
    FILES,
    TASKS,
    EVERYTHING
  }

  /** The program of a seed. Tasks and instructions are such that brute force ends soon. */
  static Program of(Subject subject, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int tasks = 2 + random.next(2);
    int instructionsMax = tasks == 2 ? 4 : 3;
    List<int[]> scripts = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      int[] script = new int[2 + random.next(instructionsMax - 1)];
      for (int i = 0; i < script.length; i++) {
        script[i] = random.next(1 << 16);
      }
      scripts.add(script);
    }
    return platform -> {
      World world = new World(platform);
      for (int[] script : scripts) {
        platform.start("task" + script[0], () -> new Worker(world, subject).run(script));
      }
    };
  }

  /** What the tasks share. */
  private static final class World {
    final Platform platform;
    final LongCell[] cells;
    final Mutex[] mutexes;
    final Condition[] conditions;
    final StorageFile file;

    World(Platform platform) {
      this.platform = platform;
      this.cells = new LongCell[] {platform.newLongCell("x", 0), platform.newLongCell("y", 0)};
      this.mutexes = new Mutex[] {platform.newMutex("m"), platform.newMutex("n")};
      this.conditions = new Condition[] {
        mutexes[0].newCondition("change of m"), mutexes[1].newCondition("change of n")
      };
      try {
        StorageFiles files = platform.files();
        this.file = files.open("file", OpenMode.CREATE_NEW);
        files.open("name0", OpenMode.CREATE_NEW).close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final class Worker {
    private final World world;
    private final Subject subject;
    private long seen;
    private int spawned;

    Worker(World world, Subject subject) {
      this.world = world;
      this.subject = subject;
    }

    void run(int[] script) {
      for (int instruction : script) {
        perform(subject, instruction);
      }
      for (Mutex mutex : world.mutexes) {
        if (mutex.isHeldByCurrentTask()) {
          mutex.unlock();
        }
      }
    }

    private void perform(Subject about, int instruction) {
      int object = instruction & 1;
      int operation = instruction >> 1;
      switch (about) {
        case CELLS -> useCell(world.cells[object], operation);
        case MUTEXES -> useMutex(world.mutexes[object], operation);
        case CONDITIONS -> useCondition(object, operation, false);
        case TIMED_WAITS -> useCondition(object, operation, true);
        case FILE -> useFile(object, operation);
        case NAMES -> useNames(world.platform.files(), operation);
        case FILES -> {
          if (operation % 3 == 0) {
            useNames(world.platform.files(), operation / 3);
          } else {
            useFile(object, operation / 3);
          }
        }
        case TASKS -> useTasks(operation);
        case EVERYTHING -> perform(MIXED.get(operation % MIXED.size()), operation / MIXED.size());
      }
    }

    private void useCell(LongCell cell, int operation) {
      switch (operation % 6) {
        case 0 -> seen = cell.get();
        case 1 -> cell.set(seen + 1);
        case 2 -> seen = cell.addAndGet(1);
        case 3 -> seen = cell.compareAndSet(seen, seen + 1) ? 1 : 0;
        case 4 -> seen = cell.compareAndSet(1, 2) ? 2 : 0;
        default -> {
          if (seen > 0) {
            cell.set(0);
          } else {
            seen = cell.get();
          }
        }
      }
    }

    private void useMutex(Mutex mutex, int operation) {
      if (mutex.isHeldByCurrentTask()) {
        mutex.unlock();
      } else if (operation % 3 == 0) {
        seen = mutex.tryLock() ? 1 : 0;
      } else if (operation % 3 == 1) {
        mutex.lock();
      } else {
        useCell(world.cells[0], operation / 3);
      }
    }

    private void useCondition(int object, int operation, boolean timed) {
      Mutex mutex = world.mutexes[object];
      Condition condition = world.conditions[object];
      if (!mutex.isHeldByCurrentTask()) {
        useMutex(mutex, operation % 4 == 0 ? 2 : 1);
        return;
      }
      switch (operation % 4) {
        case 0 -> condition.signalAll();
        case 1 -> mutex.unlock();
        default -> {
          if (!timed) {
            condition.await();
          } else {
            seen = condition.awaitNanos(operation / 4 % 3) ? 1 : 0;
          }
        }
      }
    }

    private void useFile(int object, int operation) {
      try {
        switch (operation % 5) {
          case 0 -> seen = world.file.size();
          case 1 -> world.file.write(ByteBuffer.wrap(new byte[] {1, 2}), Math.max(0, seen));
          case 2 -> world.file.write(ByteBuffer.wrap(new byte[] {3}), 2L * object);
          case 3 -> seen = Math.max(0, world.file.read(ByteBuffer.allocate(1), 1 + object));
          default -> world.file.sync();
        }
      } catch (IOException | OutOfMemoryError failed) {
        seen = -1;
      }
    }

    private void useNames(StorageFiles files, int operation) {
      String name = "name" + operation % NAMES;
      String other = "name" + operation / NAMES % NAMES;
      try {
        switch (operation / 9 % 6) {
          case 0 -> files.open(name, OpenMode.CREATE_NEW);
          case 1 -> files.open(name, OpenMode.READ).size();
          case 2 -> files.rename(name, other);
          case 3 -> files.remove(name);
          case 4 -> seen = files.list().size();
          default -> files.syncDirectory();
        }
      } catch (IOException expected) {
        seen = -1;
      }
    }

    private void useTasks(int operation) {
      LongCell cell = world.cells[operation % 2];
      if (spawned == 0 && operation % 3 > 0) {
        spawned++;
        Worker worker = new Worker(world, subject);
        Task child =
            world.platform.start("child" + operation, () -> worker.useCell(cell, operation / 3));
        if (operation % 3 == 2) {
          child.join();
        }
      } else {
        useCell(cell, operation / 2);
      }
    }
  }
}
