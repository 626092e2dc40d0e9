package org.mandatum.query.exports;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document in the making; what is written is escaped, and what XML 1.0 has no room for becomes U+FFFD. */
final class Xml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    private Xml() throws XMLStreamException {
        out = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    }

    interface Content {
        void write(Xml xml) throws XMLStreamException;
    }

    static String document(Content content) {
        try {
            var xml = new Xml();
            xml.out.writeStartDocument("UTF-8", "1.0");
            xml.text.append('\n');
            content.write(xml);
            xml.out.writeEndDocument();
            xml.out.close();
            return xml.text.toString();
        } catch (XMLStreamException onlyForBadNesting) {
            throw new IllegalStateException(onlyForBadNesting);
        }
    }

    /** @param attributes names and values, one after the other */
    void element(String name, Content content, String... attributes) throws XMLStreamException {
        out.writeStartElement(name);
        attributes(attributes);
        content.write(this);
        out.writeEndElement();
    }

    void empty(String name, String... attributes) throws XMLStreamException {
        out.writeEmptyElement(name);
        attributes(attributes);
    }

    void textElement(String name, String content, String... attributes) throws XMLStreamException {
        element(name, xml -> xml.out.writeCharacters(legal(content)), attributes);
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) out.writeAttribute(attributes[i], legal(attributes[i + 1]));
    }

    /** XML 1.0 (Fifth Edition), section 2.2. */
    private static String legal(String text) {
        var legal = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
