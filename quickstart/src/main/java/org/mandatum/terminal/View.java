package org.mandatum.terminal;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** As known when, and in which language. */
final class View {
    /** Of a command whose other form would make no sense. */
    enum Form {
        table,
        json
    }

    @Option(
            names = "--known-at",
            paramLabel = "T",
            description =
                    "as the register knew it then: an instant, or a date, which means its end in UTC (default: now)")
    @Nullable
    String knownAt;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            description = "names in en, es, pt or fr (default: en in a table, every language in JSON)")
    @Nullable
    String language;

    /** @param forReading whether a person reads the answer: names are wanted in one language then */
    Call of(Call call, boolean forReading) {
        return call.with("knownAt", knownAt).with("lang", language == null && forReading ? "en" : language);
    }
}
