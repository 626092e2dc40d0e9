package org.mandatum.contract;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.UnitKind;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/** Records with something in them, and nothing wherever that is allowed. */
final class RandomRecords {
    private static final List<String> TEXTS =
            List.of("a", "USD", "Ñandú, «sí»", "line\nbreak", "\ud83c\udf0e", "\"quoted\"", "x y");

    private static final int ATTEMPTS = 1_000;

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    <T> T of(Class<T> record) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
            try {
                Constructor<T> canonical = record.getDeclaredConstructor(Arrays.stream(record.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
                canonical.setAccessible(true);
                return canonical.newInstance(Arrays.stream(record.getRecordComponents())
                        .map(component -> value(component.getAnnotatedType()))
                        .toArray());
            } catch (InvocationTargetException refused) {
                if (!(refused.getCause() instanceof InvalidValue)) throw new IllegalStateException(refused.getCause());
            } catch (ReflectiveOperationException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        throw new IllegalStateException("no value that comes by chance makes a " + record);
    }

    private @Nullable Object value(AnnotatedType annotated) {
        if (annotated.isAnnotationPresent(Nullable.class) && random.nextBoolean()) return null;
        if (annotated instanceof AnnotatedParameterizedType generic
                && ((ParameterizedType) generic.getType()).getRawType() == List.class) {
            var list = new ArrayList<@Nullable Object>();
            for (int i = random.nextInt(3); i > 0; i--) list.add(value(generic.getAnnotatedActualTypeArguments()[0]));
            return list;
        }
        if (annotated instanceof AnnotatedParameterizedType) return Map.of("type", "RenameUnit", "unit", "office");
        var type = (Class<?>) annotated.getType();
        if (type == String.class) return TEXTS.get(random.nextInt(TEXTS.size()));
        if (type == boolean.class) return random.nextBoolean();
        if (type == int.class) return random.nextInt(1_000);
        if (type == long.class) return random.nextLong(1_000_000);
        if (type == LocalDate.class) return LocalDate.of(1000, 1, 1).plusDays(random.nextInt(3_000_000));
        if (type == Period.class) return Period.of(random.nextInt(3), random.nextInt(12), 1 + random.nextInt(30));
        if (type == Name.class) return name();
        if (type == UnitKind.class) return new UnitKind("executive secretariat");
        if (type.isEnum()) return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        return type.getSimpleName().endsWith("Id") ? id(type) : of(type);
    }

    private Object id(Class<?> type) {
        try {
            return type.getConstructor(String.class).newInstance("id-" + random.nextInt(100) + "._x");
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private Name name() {
        var texts = new TreeMap<String, String>();
        for (String language : List.of("en", "es", "pt", "fr"))
            if (random.nextBoolean() || texts.isEmpty()) texts.put(language, "Name " + random.nextInt(100));
        return new Name(texts);
    }
}
