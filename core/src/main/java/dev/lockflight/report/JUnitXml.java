package dev.lockflight.report;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as JUnit XML. */
final class JUnitXml {
  private final ReportedRun view;
  private final XMLStreamWriter xml;

  private JUnitXml(ReportedRun view, XMLStreamWriter xml) {
    this.view = view;
    this.xml = xml;
  }

  static String of(ReportedRun view) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitXml(view, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write the JUnit XML of run " + view.run().id(), e);
    }
    return text.append('\n').toString();
  }

  private void write() throws XMLStreamException {
    List<JUnitSuite> suites =
        view.stages().stream()
            .map(JUnitSuite::of)
            .filter(suite -> !suite.cases().isEmpty())
            .toList();
    xml.writeStartDocument("UTF-8", "1.0");
    start(0, "testsuites");
    attribute("name", view.run().pipeline() + " " + view.run().id());
    attribute("time", Elapsed.seconds(view.span().until(view.asOf()).orElse(Duration.ZERO)));
    attribute("tests", suites.stream().mapToLong(suite -> suite.cases().size()).sum());
    attribute("failures", sum(suites, JUnitSuite.Result.FAILURE));
    attribute("errors", sum(suites, JUnitSuite.Result.ERROR));
    for (JUnitSuite suite : suites) {
      suite(suite);
    }
    end(0);
    xml.writeEndDocument();
  }

  private static long sum(List<JUnitSuite> suites, JUnitSuite.Result result) {
    return suites.stream().mapToLong(suite -> suite.count(result)).sum();
  }

  private void suite(JUnitSuite suite) throws XMLStreamException {
    ReportStage stage = suite.stage();
    start(1, "testsuite");
    attribute("name", stage.name().value());
    attribute("tests", suite.cases().size());
    attribute("failures", suite.count(JUnitSuite.Result.FAILURE));
    attribute("errors", suite.count(JUnitSuite.Result.ERROR));
    attribute("skipped", suite.count(JUnitSuite.Result.SKIPPED));
    attribute("time", time(stage.span()));
    if (stage.run().begunAt().isPresent()) {
      String utc = Words.moment(stage.run().begunAt().get());
      attribute("timestamp", utc.substring(0, utc.length() - 1));
    }
    for (JUnitSuite.Case each : suite.cases()) {
      testCase(suite, each);
    }
    end(1);
  }

  private void testCase(JUnitSuite suite, JUnitSuite.Case each) throws XMLStreamException {
    boolean passed = each.result() == JUnitSuite.Result.PASSED;
    xml.writeCharacters("\n    ");
    if (passed) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    attribute("name", each.name());
    attribute("classname", view.run().pipeline() + "." + suite.stage().name());
    attribute("time", time(each.span()));
    if (!passed) {
      result(each);
      end(2);
    }
  }

  private void result(JUnitSuite.Case each) throws XMLStreamException {
    if (each.result() == JUnitSuite.Result.SKIPPED) {
      xml.writeCharacters("\n      ");
      xml.writeEmptyElement("skipped");
      attribute("message", each.message());
      return;
    }
    start(3, each.result() == JUnitSuite.Result.FAILURE ? "failure" : "error");
    attribute("message", each.message());
    attribute("type", each.type());
    xml.writeCharacters(SafeText.lines(details(each)));
    xml.writeEndElement();
  }

  private static String details(JUnitSuite.Case each) {
    String seen = each.evidence().stream().map(Words::evidence).collect(Collectors.joining("\n"));
    return seen.isEmpty() ? each.message() : each.message() + "\n" + seen;
  }

  private String time(Span span) {
    return Elapsed.seconds(span.until(view.asOf()).orElse(Duration.ZERO));
  }

  private void start(int depth, String element) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(element);
  }

  private void end(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  private void attribute(String name, long value) throws XMLStreamException {
    xml.writeAttribute(name, Long.toString(value));
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, SafeText.line(value));
  }
}
