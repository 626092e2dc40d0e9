package org.mandatum.proposal;

import org.mandatum.value.InvalidValue;

/**
 * Why one of a proposal's changes could not be enacted: what has been recorded since it was drafted speaks against it.
 *
 * @param index which of the changes, from 0
 * @param code the refusal's
 * @param detail in one sentence, in English
 */
public record Clash(int index, String code, String detail) {
    public Clash {
        InvalidValue.required("code", code);
        InvalidValue.required("detail", detail);
    }
}
