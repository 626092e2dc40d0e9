package org.mandatum.verifier.structure;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Unreadable;

/** The members of a JSON object, each of the kind that is expected of it. */
public record Fields(String path, Map<?, ?> members) {
    /** A payload that an event of its type cannot have. */
    public static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        public Unfit(String why) {
            super(why, null, false, false);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    public static Fields of(String payload) throws Unfit {
        try {
            return of("payload", Json.parse(payload, "the payload"));
        } catch (Unreadable.Line broken) {
            throw new Unfit(String.valueOf(broken.getMessage()));
        }
    }

    private static Fields of(String path, @Nullable Object value) throws Unfit {
        if (value instanceof Map<?, ?> members) return new Fields(path, members);
        throw new Unfit(path + " is no object");
    }

    public boolean has(String name) {
        return members.get(name) != null;
    }

    public Object required(String name) throws Unfit {
        Object value = members.get(name);
        if (value == null) throw new Unfit(path + " lacks " + name);
        return value;
    }

    /** As it stands, in little memory; null when absent. */
    public Json.@Nullable Canonical canonical(String name) {
        Object value = members.get(name);
        return value == null ? null : Json.Canonical.of(value);
    }

    public Json.Canonical requiredCanonical(String name) throws Unfit {
        return Json.Canonical.of(required(name));
    }

    public String text(String name) throws Unfit {
        if (required(name) instanceof String text) return text;
        throw new Unfit(path + "." + name + " is no text");
    }

    public @Nullable String optionalText(String name) throws Unfit {
        return has(name) ? text(name) : null;
    }

    public boolean flag(String name) throws Unfit {
        Object value = members.get(name);
        if (value == null) return false;
        if (value instanceof Boolean flag) return flag;
        throw new Unfit(path + "." + name + " is neither true nor false");
    }

    public LocalDate day(String name) throws Unfit {
        try {
            return LocalDate.parse(text(name));
        } catch (DateTimeException noDay) {
            throw new Unfit(path + "." + name + " is no date");
        }
    }

    public Fields object(String name) throws Unfit {
        return of(path + "." + name, required(name));
    }

    /** Empty when absent. */
    public List<Fields> objects(String name) throws Unfit {
        var objects = new ArrayList<Fields>();
        for (Object element : list(name)) objects.add(of(path + "." + name, element));
        return objects;
    }

    /** Empty when absent. */
    public List<String> texts(String name) throws Unfit {
        var texts = new ArrayList<String>();
        for (Object element : list(name)) {
            if (!(element instanceof String text)) throw new Unfit(path + "." + name + " holds what is no text");
            texts.add(text);
        }
        return texts;
    }

    private List<?> list(String name) throws Unfit {
        Object value = members.get(name);
        if (value == null) return List.of();
        if (value instanceof List<?> list) return list;
        throw new Unfit(path + "." + name + " is no list");
    }
}
