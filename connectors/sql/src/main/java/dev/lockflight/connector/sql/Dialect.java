package dev.lockflight.connector.sql;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How one database writes identifiers, as its driver says.
 *
 * @param product its name, to tell apart what cannot be compared
 */
record Dialect(String product, String quote, boolean foldsToUpper, boolean foldsToLower) {
  static Dialect of(DatabaseMetaData metaData) throws SQLException {
    String quote = metaData.getIdentifierQuoteString();
    return new Dialect(
        metaData.getDatabaseProductName(),
        quote == null ? "" : quote.strip(),
        metaData.storesUpperCaseIdentifiers(),
        metaData.storesLowerCaseIdentifiers());
  }

  String quote(Identifier identifier) {
    return identifier.parts().stream().map(this::quote).collect(Collectors.joining("."));
  }

  String quoteAll(List<Identifier> identifiers) {
    return identifiers.stream().map(this::quote).collect(Collectors.joining(", "));
  }

  private String quote(Identifier.Part part) {
    if (quote.isEmpty()) {
      throw new CouldNotTellException(product + " cannot quote identifiers: " + part.text());
    }
    String text = part.isExact() ? part.text() : fold(part.text());
    return quote + text.replace(quote, quote + quote) + quote;
  }

  private String fold(String text) {
    if (foldsToUpper) {
      return text.toUpperCase(Locale.ROOT);
    }
    return foldsToLower ? text.toLowerCase(Locale.ROOT) : text;
  }
}
