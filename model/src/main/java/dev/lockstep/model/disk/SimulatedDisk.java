package dev.lockstep.model.disk;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.trace.Fingerprint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The disk of one directory, in memory. Beside what every task sees it keeps what a crash can take:
 *
 * <ul>
 *   <li>a file's bytes are certain once the file was synced after they were written;
 *   <li>bytes that were unsynced when a sync failed may have been dropped: they are seen and lost;
 *   <li>a name (created, renamed or removed) is certain once the directory was synced after that.
 *       Syncing a file does nothing for its name.
 * </ul>
 *
 * <p>A disk and its forks share the bytes that neither has changed. Reading, forking and hashing a
 * disk that no longer changes is safe from several threads.
 */
public final class SimulatedDisk {
  private final Map<String, Inode> entries;
  private final Map<String, Inode> durableEntries;
  private final List<UnsyncedWrite> unsyncedWrites = new ArrayList<>();
  private final List<DirectoryChange> unsyncedChanges = new ArrayList<>();
  private final List<OpenFile> handles = new ArrayList<>();
  private @Nullable KnownWrites knownWrites; // None until it is written to or shared.
  private @Nullable DiskLog log;
  private int inodes;
  private long changes;

  /** A disk without files. */
  public SimulatedDisk() {
    this(new TreeMap<>(), new TreeMap<>(), null);
  }

  private SimulatedDisk(
      Map<String, Inode> entries,
      Map<String, Inode> durableEntries,
      @Nullable KnownWrites knownWrites) {
    this.entries = entries;
    this.durableEntries = durableEntries;
    this.knownWrites = knownWrites;
  }

  /** A disk on which everything is certain: files of these names and bytes. */
  public static SimulatedDisk holding(Map<String, byte[]> files) {
    Map<String, FileContent> contents = new TreeMap<>();
    files.forEach(
        (name, bytes) -> contents.put(name, FileContent.NOTHING.with(bytes, bytes.length, 0)));
    return new SimulatedDisk().durable(contents);
  }

  /** A disk that shares what is known with this one; everything on it is certain: the given files. */
  SimulatedDisk durable(Map<String, FileContent> files) {
    SimulatedDisk disk = new SimulatedDisk(new TreeMap<>(), new TreeMap<>(), knownWrites());
    for (Map.Entry<String, FileContent> file : files.entrySet()) {
      FileContent content = file.getValue();
      Inode inode = new Inode(disk.inodes++, content, content);
      disk.entries.put(file.getKey(), inode);
      disk.durableEntries.put(file.getKey(), inode);
    }
    return disk;
  }

  private KnownWrites knownWrites() {
    KnownWrites known = knownWrites;
    if (known == null) {
      known = new KnownWrites();
      knownWrites = known;
    }
    return known;
  }

  /** A copy with the same files and the same uncertainty, without open handles. */
  public SimulatedDisk fork() {
    @Nullable Inode[] copies = new Inode[inodes];
    SimulatedDisk copy =
        new SimulatedDisk(copy(entries, copies), copy(durableEntries, copies), knownWrites());
    for (UnsyncedWrite write : unsyncedWrites) {
      copy.unsyncedWrites.add(write.to(copy(write.inode, copies)));
    }
    for (DirectoryChange change : unsyncedChanges) {
      Inode inode = copy(change.inode(), copies);
      copy.unsyncedChanges.add(new DirectoryChange(change.removed(), change.added(), inode));
    }
    copy.inodes = inodes;
    return copy;
  }

  /** A copy as {@link #fork} makes it, and a log of what is done to that. */
  public SimulatedDisk recorded() {
    SimulatedDisk copy = fork();
    copy.log = new DiskLog(this);
    return copy;
  }

  /** What was done to it, if it is {@link #recorded}. */
  public Optional<DiskLog> log() {
    return Optional.ofNullable(log);
  }

  private static Map<String, Inode> copy(Map<String, Inode> entries, @Nullable Inode[] copies) {
    Map<String, Inode> result = new TreeMap<>();
    for (Map.Entry<String, Inode> entry : entries.entrySet()) {
      result.put(entry.getKey(), copy(entry.getValue(), copies));
    }
    return result;
  }

  private static Inode copy(Inode inode, @Nullable Inode[] copies) {
    Inode copy = copies[inode.number];
    if (copy == null) {
      copy = new Inode(inode.number, inode.content, inode.durable);
      copy.hasDropped = inode.hasDropped;
      copies[inode.number] = copy;
    }
    return copy;
  }

  /** The names of the files, in ascending order. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /**
   * What a file holds.
   *
   * @throws FileNotFoundException if there is no file of that name
   */
  public byte[] bytes(String name) throws FileNotFoundException {
    FileContent content = existing(name).content;
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(content.size()));
    int count = content.read(bytes, 0);
    Invariant.check(count == content.size() || count <= 0, "a file was read short");
    return bytes.array();
  }

  /** The handles that are open, in the order they were opened. */
  public List<OpenHandle> openHandles() {
    List<OpenHandle> open = new ArrayList<>();
    for (OpenFile file : handles) {
      open.add(new OpenHandle(file.name, file.taskName));
    }
    return open;
  }

  /** How often the disk was changed or synced. What a crash may leave is the same while it is. */
  public long changes() {
    return changes;
  }

  /** Makes everything certain: no crash takes any of it. */
  public void settle() {
    syncDirectory();
    while (!unsyncedWrites.isEmpty()) {
      sync(unsyncedWrites.get(0).inode);
    }
  }

  /** A fingerprint of the names and bytes that tasks see. */
  public long contentHash() {
    long hash = Fingerprint.EMPTY;
    for (Map.Entry<String, Inode> entry : entries.entrySet()) {
      hash = hashOf(hash, entry.getKey(), entry.getValue().content);
    }
    return hash;
  }

  /** Whether a crash now can leave nothing but what reads show. */
  public boolean isCertain() {
    return unsyncedWrites.isEmpty() && unsyncedChanges.isEmpty() && !hasDropped();
  }

  /** Whether reads show bytes that a failed sync has dropped. */
  public boolean hasDropped() {
    for (Inode inode : entries.values()) {
      if (inode.hasDropped) {
        return true;
      }
    }
    return false;
  }

  static long hashOf(long before, String name, FileContent content) {
    return Fingerprint.mix(Fingerprint.mix(before, Fingerprint.of(name)), content.hash());
  }

  /** A fingerprint of everything that decides what a crash may leave, of the machine or of the program alone. */
  public long crashHash() {
    long hash = Fingerprint.EMPTY;
    for (Map.Entry<String, Inode> entry : durableEntries.entrySet()) {
      hash = hashOf(hash, entry.getKey(), entry.getValue().durable);
      hash = Fingerprint.mix(hash, entry.getValue().number);
    }
    for (List<UnsyncedWrite> writes : WriteLoss.byFile(unsyncedWrites)) {
      hash = Fingerprint.mix(hash, writes.get(0).inode.number);
      for (UnsyncedWrite write : writes) {
        hash = Fingerprint.mix(hash, write.position);
        hash = Fingerprint.mix(hash, write.hash);
      }
    }
    for (DirectoryChange change : unsyncedChanges) {
      hash = Fingerprint.mix(hash, change.inode().number);
      hash = Fingerprint.mix(hash, change.inode().durable.hash());
      hash = Fingerprint.mix(hash, hashOf(change.removed()));
      hash = Fingerprint.mix(hash, hashOf(change.added()));
    }
    // What reads show of all other files follows from what was mixed in already.
    return hasDropped() ? Fingerprint.mix(hash, contentHash()) : hash;
  }

  private static long hashOf(@Nullable String name) {
    return name == null ? 0 : Fingerprint.of(name);
  }

  public Map<String, Inode> inodes() {
    return entries;
  }

  Map<String, Inode> durableEntries() {
    return durableEntries;
  }

  List<UnsyncedWrite> unsyncedWrites() {
    return unsyncedWrites;
  }

  List<DirectoryChange> unsyncedChanges() {
    return unsyncedChanges;
  }

  public OpenFile open(String name, OpenMode mode, String taskName) throws IOException {
    OpenFile file = new OpenFile(name, inodeFor(name, mode), mode, taskName);
    handles.add(file);
    return file;
  }

  private Inode inodeFor(String name, OpenMode mode) throws IOException {
    if (mode != OpenMode.CREATE_NEW) {
      return existing(name);
    }
    if (entries.containsKey(name)) {
      throw new FileExistsException(name);
    }
    Inode inode = newInode(inodes);
    change(new DirectoryChange(null, name, inode));
    return inode;
  }

  /** A file of that number, which no other has. */
  Inode newInode(int number) {
    inodes = Math.max(inodes, number + 1);
    return new Inode(number);
  }

  private Inode existing(String name) throws FileNotFoundException {
    Inode inode = entries.get(name);
    if (inode == null) {
      throw new NoSuchFile(name);
    }
    return inode;
  }

  public void close(OpenFile file) {
    if (!file.closed) {
      file.closed = true;
      handles.remove(file);
    }
  }

  public void rename(String source, String target) throws FileNotFoundException {
    Inode inode = existing(source);
    if (!source.equals(target)) {
      change(new DirectoryChange(source, target, inode));
    }
  }

  public void remove(String name) throws FileNotFoundException {
    change(new DirectoryChange(name, null, existing(name)));
  }

  void change(DirectoryChange change) {
    change.applyTo(entries);
    unsyncedChanges.add(change);
    changes++;
    if (log != null) {
      log.note(new DiskEffect.Named(change.removed(), change.added(), change.inode().number));
    }
  }

  public void syncDirectory() {
    for (DirectoryChange change : unsyncedChanges) {
      change.applyTo(durableEntries);
    }
    unsyncedChanges.clear();
    changes++;
    if (log != null) {
      log.note(new DiskEffect.DirectorySynced());
    }
  }

  /** Writes the next {@code count} bytes of {@code source}. */
  public UnsyncedWrite write(Inode inode, ByteBuffer source, int count, long position) {
    return write(inode, knownWrites().take(source, count), position);
  }

  public UnsyncedWrite write(Inode inode, WrittenBytes bytes, long position) {
    UnsyncedWrite write = new UnsyncedWrite(inode, position, bytes);
    inode.content = knownWrites().write(inode.content, bytes, position);
    unsyncedWrites.add(write);
    changes++;
    if (log != null) {
      log.note(new DiskEffect.Written(inode.number, position, bytes));
    }
    return write;
  }

  public void sync(Inode inode) {
    if (inode.hasDropped) {
      syncWhatIsLeft(inode);
    }
    if (unsyncedWrites.removeIf(write -> write.inode == inode)) {
      inode.durable = inode.content;
    }
    changes++;
    if (log != null) {
      log.note(new DiskEffect.Synced(inode.number));
    }
  }

  private void syncWhatIsLeft(Inode inode) {
    for (UnsyncedWrite write : unsyncedWrites) {
      if (write.inode == inode) {
        inode.durable = inode.durable.with(write.bytes, write.bytes.length, write.position);
      }
    }
    unsyncedWrites.removeIf(write -> write.inode == inode);
  }

  /** Forgets to make durable what a file was written since it was synced: a sync has failed. */
  public void dropUnsynced(Inode inode) {
    inode.hasDropped |= unsyncedWrites.removeIf(write -> write.inode == inode);
    changes++;
    if (log != null) {
      log.note(new DiskEffect.Dropped(inode.number));
    }
  }
}
