// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Test results in the XML that build servers read: one suite a rule.
 *
 * @see <a href="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd">Surefire's form</a>
 */
final class JunitReport {

    private JunitReport() {}

    static String write(List<CaseResult> results) {
        Map<String, List<CaseResult>> byRule = new LinkedHashMap<>();
        results.forEach(result ->
                byRule.computeIfAbsent(result.rule(), none -> new ArrayList<>()).add(result));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            counts(xml, "anchorwatch rules", results);
            for (Map.Entry<String, List<CaseResult>> suite : byRule.entrySet()) {
                xml.writeStartElement("testsuite");
                counts(xml, suite.getKey(), suite.getValue());
                for (CaseResult result : suite.getValue()) {
                    result(xml, result);
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a writer in memory failed", impossible);
        }
        return text.toString();
    }

    private static void counts(XMLStreamWriter xml, String name, List<CaseResult> results) throws XMLStreamException {
        long failures =
                results.stream().filter(each -> !each.problem().isEmpty()).count();
        xml.writeAttribute("name", printable(name));
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute(
                "time", seconds(results.stream().mapToLong(CaseResult::nanos).sum()));
    }

    private static void result(XMLStreamWriter xml, CaseResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", printable(result.name().isEmpty() ? "has cases" : result.name()));
        xml.writeAttribute("classname", printable(result.rule()));
        xml.writeAttribute("time", seconds(result.nanos()));
        if (!result.problem().isEmpty()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(result.problem()));
            xml.writeAttribute("type", "rule");
            xml.writeCharacters(printable(result.line()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }

    /** XML 1.0 has no form at all for most control characters and for half a pair of surrogates. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(character -> {
            boolean allowed = character == '\t'
                    || character == '\n'
                    || character == '\r'
                    || (character >= 0x20 && character <= 0xD7FF)
                    || (character >= 0xE000 && character <= 0xFFFD)
                    || character >= 0x10000;
            if (allowed) {
                printable.appendCodePoint(character);
            } else {
                printable.append(String.format("\\u%04x", character));
            }
        });
        return printable.toString();
    }
}
