package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.engine.invariant.Invariant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into {@code version.txt}. */
final class Version implements IVersionProvider {

  /** The version, such as {@code 0.1.0}. */
  static String current() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      Invariant.check(in != null, "version.txt is not packaged");
      return new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"lockstep " + current() + " on Java " + System.getProperty("java.version")
    };
  }
}
