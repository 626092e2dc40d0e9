package org.mandatum.resolution;

import org.mandatum.value.InvalidValue;

/** An operative paragraph, as numbered in the act. */
public record Paragraph(String number, String text) {
    public Paragraph {
        if (InvalidValue.required("number", number).isBlank()) throw new InvalidValue("number", "is empty");
        if (InvalidValue.required("text", text).isBlank()) throw new InvalidValue("text", "is empty");
    }
}
