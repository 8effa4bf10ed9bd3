package dev.lockstep.scenarios.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the numbers and paths among the arguments. What is wrong with one is said without the names of
 * Java's types. An empty path, as an unset variable of a shell leaves it, is wrong: it would mean the
 * current folder.
 */
final class ArgumentTypes {
  private ArgumentTypes() {}

  /** Has a command, and those it has already, read their arguments this way. */
  static void readFor(CommandLine commandLine) {
    ITypeConverter<Integer> ints = text -> whole(text, Integer.SIZE).intValueExact();
    ITypeConverter<Long> longs = text -> whole(text, Long.SIZE).longValueExact();
    commandLine.registerConverter(int.class, ints);
    commandLine.registerConverter(Integer.class, ints);
    commandLine.registerConverter(long.class, longs);
    commandLine.registerConverter(Long.class, longs);
    commandLine.registerConverter(double.class, ArgumentTypes::decimal);
    commandLine.registerConverter(Path.class, ArgumentTypes::path);
  }

  private static BigInteger whole(String text, int bits) {
    if (!text.matches("[+-]?[0-9]+")) {
      throw new TypeConversionException("'" + text + "' is no whole number");
    }
    BigInteger number = new BigInteger(text);
    if (number.bitLength() >= bits) {
      throw new TypeConversionException("'" + text + "' is out of range");
    }
    return number;
  }

  private static double decimal(String text) {
    if (!text.matches("[+-]?[0-9]+([.][0-9]+)?")) {
      throw new TypeConversionException("'" + text + "' is no number");
    }
    return new BigDecimal(text).doubleValue();
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("'' names no file or folder; '.' is the current folder");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is no path here: " + e.getReason());
    }
  }
}
