package dev.lockstep.engine.file;

import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * A directory whose files are encrypted on their way to it, byte for byte: a byte keeps its place
 * (AES-256-CTR, the counter is the place). The key of each file is made from its name and from the
 * key of an encrypted file that lives longer; a name is not used twice meanwhile, and no byte is
 * written over with another. Nothing authenticates the bytes, as nothing does in a plain directory.
 */
record ScratchFiles(StorageFiles files, FileKey owner) implements StorageFiles {

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    return new ScratchFile(files.open(name, mode), owner.scratch(name));
  }

  @Override
  public List<String> list() throws IOException {
    return files.list();
  }

  @Override
  public void rename(String source, String target) {
    throw new AssertionError("a scratch file's name is a part of its key");
  }

  @Override
  public void remove(String name) throws IOException {
    files.remove(name);
  }

  @Override
  public void syncDirectory() throws IOException {
    files.syncDirectory();
  }

  @Override
  public long usableBytes() throws IOException {
    return files.usableBytes();
  }

  private record ScratchFile(StorageFile file, SecretKey key) implements StorageFile {

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      ByteBuffer stored = ByteBuffer.allocate(target.remaining());
      int read = file.read(stored, position);
      Aes.apply(key, stored.flip(), target, position);
      return read;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      ByteBuffer stored = ByteBuffer.allocate(source.remaining());
      Aes.apply(key, source.duplicate(), stored, position);
      int written = file.write(stored.flip(), position);
      source.position(source.position() + written);
      return written;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
