package dev.lockstep.scenarios.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers among the arguments. What is wrong with one is said without the names of Java's types. */
final class Numbers {
  private Numbers() {}

  /** Has a command, and those it has already, read their numbers this way. */
  static void readFor(CommandLine commandLine) {
    ITypeConverter<Integer> ints = text -> whole(text, Integer.SIZE).intValueExact();
    ITypeConverter<Long> longs = text -> whole(text, Long.SIZE).longValueExact();
    commandLine.registerConverter(int.class, ints);
    commandLine.registerConverter(Integer.class, ints);
    commandLine.registerConverter(long.class, longs);
    commandLine.registerConverter(Long.class, longs);
    commandLine.registerConverter(double.class, Numbers::decimal);
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
}
