package dev.lockstep.engine.file;

import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.ForwardingFiles;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.crypto.SecretKey;

/**
 * A directory whose files are encrypted on their way to it, byte for byte: a byte keeps its place
 * (AES-256-CTR, the counter is the place). The key of each file is made from its name and from the
 * key of an encrypted file that lives longer; a name is not used twice meanwhile, and no byte is
 * written over with another. Nothing authenticates the bytes, as nothing does in a plain directory.
 */
final class ScratchFiles extends ForwardingFiles {
  private final FileKey owner;

  ScratchFiles(StorageFiles files, FileKey owner) {
    super(files);
    this.owner = owner;
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    return new ScratchFile(super.open(name, mode), owner.scratch(name));
  }

  @Override
  public void rename(String source, String target) {
    throw new AssertionError("a scratch file's name is a part of its key");
  }

  private static final class ScratchFile extends ForwardingFile {
    private final SecretKey key;

    ScratchFile(StorageFile file, SecretKey key) {
      super(file);
      this.key = key;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      ByteBuffer stored = ByteBuffer.allocate(target.remaining());
      int read = super.read(stored, position);
      Aes.apply(key, stored.flip(), target, position);
      return read;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      ByteBuffer stored = ByteBuffer.allocate(source.remaining());
      Aes.apply(key, source.duplicate(), stored, position);
      int written = super.write(stored.flip(), position);
      source.position(source.position() + written);
      return written;
    }
  }
}
