package dev.lockflight.connector.process.report;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Streams a report in XML. A document type is stepped over without being read, as Cobertura and
 * JaCoCo name theirs by an address; no entity but XML's own five is known.
 */
final class XmlReport {
  private static final int DEEPEST = 200;
  private static final int LONGEST_ATTRIBUTE = 1 << 20;

  private XmlReport() {}

  /** Hears of each element. */
  interface Visitor {
    /**
     * An element begins.
     *
     * @param depth 1 for the root
     */
    void begin(String name, Attributes attributes, int depth);

    void end(String name, int depth);
  }

  /** The attributes of an element; empty when there is none of that name. */
  interface Attributes {
    String get(String name);
  }

  /**
   * Reads it to its end.
   *
   * @return where evidence comes from
   */
  static String read(LocatedReport report, Visitor visitor) {
    return report.read(stream -> parse(report, stream, visitor));
  }

  private static void parse(LocatedReport report, InputStream stream, Visitor visitor) {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(stream);
      int depth = 0;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          visitor.begin(xml.getLocalName(), name -> attribute(xml, name), depth);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          visitor.end(xml.getLocalName(), depth);
          depth--;
        } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw report.foreign("it uses the entity &" + xml.getLocalName() + ";, which is unsafe");
        }
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException io
          && !(io instanceof CharConversionException)) {
        throw report.unreadable(io);
      }
      throw report.cut("no XML, " + e.getMessage()).causedBy(e);
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /** Woodstox, because the parser of the JDK holds a whole CDATA section, and so can any test. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
    return factory;
  }
}
