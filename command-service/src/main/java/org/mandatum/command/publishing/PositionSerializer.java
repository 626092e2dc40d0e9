package org.mandatum.command.publishing;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/** Writes the token of whoever follows the log, be it the publisher or a watch, as what it is, a position; and reads nothing else. */
final class PositionSerializer implements Serializer {
    private static final SerializedType POSITION = new SimpleSerializedType("position", null);

    private final Converter converter = new ChainingConverter();

    @Override
    public <T> SerializedObject<T> serialize(Object token, Class<T> representation) {
        String position = Long.toString(((GlobalSequenceTrackingToken) token).getGlobalIndex());
        return new SimpleSerializedObject<>(
                converter.convert(position, String.class, representation), representation, POSITION);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(String.class, representation);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
    public <S, T> @Nullable T deserialize(SerializedObject<S> object) {
        if (object.getData() == null) return null;
        String position = converter.convert(object.getData(), object.getContentType(), String.class);
        return (T) new GlobalSequenceTrackingToken(Long.parseLong(position));
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public Class classForType(SerializedType type) {
        return GlobalSequenceTrackingToken.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(@Nullable Class type) {
        return POSITION;
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
