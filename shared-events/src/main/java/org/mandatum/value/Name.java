package org.mandatum.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a unit, a function or an organisation is called, by language. At least one language is present.
 *
 * <p>A caller may give a bare text; it is held under {@link #UNDETERMINED} until {@link #in(String)} says which language
 * the organisation speaks by default. No event holds an undetermined name.
 */
public record Name(@JsonValue Map<String, String> byLanguage) {
    /** BCP 47's code for a language that was not said. */
    public static final String UNDETERMINED = "und";

    public static final Set<String> LANGUAGES = Set.of("en", "es", "pt", "fr");
    private static final int LONGEST = 4_000;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    /** Below it Unicode has nothing that composes with what stands before. */
    private static final char FIRST_COMBINING = '\u0300';

    private static final char NO_BREAK_SPACE = '\u00a0';

    public Name {
        if (byLanguage.isEmpty()) throw new InvalidValue("", "needs at least one of en, es, pt, fr");
        var checked = new TreeMap<String, String>();
        byLanguage.forEach((language, text) -> checked.put(knownLanguage(language), usable(text)));
        byLanguage = Collections.unmodifiableMap(checked);
    }

    /** A name in one language. */
    public static Name of(String language, String text) {
        return new Name(Map.of(language, text));
    }

    /** From JSON: a text, or an object of texts by language. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Name from(Object json) {
        if (json instanceof String text) return new Name(Map.of(UNDETERMINED, text));
        if (!(json instanceof Map<?, ?> texts))
            throw new InvalidValue("", "is a text or an object of texts by language (en, es, pt, fr)");
        var byLanguage = new TreeMap<String, String>();
        texts.forEach((language, text) -> {
            if (!(text instanceof String string)) throw new InvalidValue(String.valueOf(language), "is not a text");
            if (!LANGUAGES.contains(String.valueOf(language)))
                throw new InvalidValue(String.valueOf(language), "is not one of en, es, pt, fr");
            byLanguage.put(String.valueOf(language), string);
        });
        return new Name(byLanguage);
    }

    /** The same name, its undetermined text taken as one in {@code language}. */
    public Name in(String language) {
        String text = byLanguage.get(UNDETERMINED);
        return text == null ? this : of(language, text);
    }

    /** The text in the language wanted, else in English, else in the first language there is. */
    public String text(String language) {
        return Objects.requireNonNull(byLanguage.get(languageFor(language)));
    }

    /** The language in which {@link #text} answers when {@code language} is wanted. */
    public String languageFor(String language) {
        if (byLanguage.containsKey(language)) return language;
        return byLanguage.containsKey("en")
                ? "en"
                : byLanguage.keySet().iterator().next();
    }

    /** A text as names are compared, for people see no difference: composed (NFC), and any white space a single space. */
    public static String compared(String text) {
        if (isPlain(text)) return text;
        return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }

    /** Nearly every name is, and the fold looks at each. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean space = character == ' ';
            if (space ? before == ' ' : character < ' ' || character == NO_BREAK_SPACE || character >= FIRST_COMBINING)
                return false;
            before = character;
        }
        return before != ' ';
    }

    private static String knownLanguage(String language) {
        if (!LANGUAGES.contains(language) && !language.equals(UNDETERMINED))
            throw new InvalidValue("", "'" + language + "' is not one of en, es, pt, fr");
        return language;
    }

    private static String usable(@Nullable String text) {
        if (text == null || text.isBlank()) throw new InvalidValue("", "is empty");
        if (text.length() > LONGEST) throw new InvalidValue("", "is longer than " + LONGEST + " characters");
        if (text.indexOf(0) >= 0) throw new InvalidValue("", "contains the character U+0000");
        return text.strip();
    }
}
