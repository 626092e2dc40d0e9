package org.mandatum.verifier.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.LineParser;
import org.mandatum.verifier.structure.Fields.Unfit;

/**
 * One organisation's changes as known at a moment: those recorded by then, less those annulled by then, each at its effective
 * date as corrected by then. Payloads wait in a temporary file, so that a long history needs little memory.
 */
public final class Changes implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final String organisation;
    private final long knownAt;
    private final FileChannel waiting;
    private final ByteBuffer pending = ByteBuffer.allocate(BUFFER);
    private long written;

    private final IdTable ordinals = new IdTable();
    private final BitSet annulled = new BitSet();
    private long[] offsets = new long[1 << 10];
    private long[] sequences = new long[1 << 10];
    private int[] lengths = new int[1 << 10];
    private int[] days = new int[1 << 10];
    private int count;

    private long lastRecordedAt = Long.MIN_VALUE;
    private long version = -1;

    /** @param knownAt microseconds since 1970; what was recorded later does not count */
    public Changes(String organisation, long knownAt) throws IOException {
        this.organisation = organisation;
        this.knownAt = knownAt;
        Path file = Files.createTempFile("verifier-", ".changes");
        waiting = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** A change that cannot take effect where the history puts it. */
    public static final class Impossible extends Exception {
        private static final long serialVersionUID = 1;

        private final String event;

        Impossible(String event, String why) {
            super(why);
            this.event = event;
        }

        public String event() {
            return event;
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    public String organisation() {
        return organisation;
    }

    /** When the last of what is known was recorded, in microseconds; {@link Long#MIN_VALUE} before anything was. */
    public long lastRecordedAt() {
        return lastRecordedAt;
    }

    /** How many events of the organisation are known. */
    public long version() {
        return version + 1;
    }

    /**
     * Takes in the next event of the export, whichever stream it is of.
     *
     * @throws Unfit when it cannot be such an event
     */
    public void add(Entry entry) throws Unfit, IOException {
        if (!entry.stream().equals("organisations/" + organisation) || entry.recordedAt() > knownAt) return;
        lastRecordedAt = entry.recordedAt();
        version = entry.sequence();
        switch (entry.type()) {
            case "OrganisationOpened" -> {}
            case "EffectiveDateCorrected" -> {
                Fields payload = Fields.of(entry.payload());
                days[corrected(payload)] = day(payload.day("effectiveOn"));
            }
            case "ChangeAnnulled" -> annulled.set(corrected(Fields.of(entry.payload())));
            default -> keep(entry);
        }
    }

    private int corrected(Fields payload) throws Unfit {
        String change = payload.text("change");
        int ordinal = LineParser.isId(change) ? ordinals.get(change) : -1;
        if (ordinal < 0) throw new Unfit("there is no change " + change + " to mend");
        if (annulled.get(ordinal)) throw new Unfit("the change " + change + " was annulled before");
        return ordinal;
    }

    private void keep(Entry entry) throws Unfit, IOException {
        if (entry.revision() != 1)
            throw new Unfit("this verifier does not know revision " + entry.revision() + " of " + entry.type());
        int day = effectiveOn(entry);
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            sequences = Arrays.copyOf(sequences, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
            days = Arrays.copyOf(days, 2 * count);
        }
        byte[] bytes = (entry.id() + "\n" + entry.type() + "\n" + entry.payload()).getBytes(UTF_8);
        ordinals.putIfAbsent(entry.id(), count);
        offsets[count] = written + pending.position();
        sequences[count] = entry.sequence();
        lengths[count] = bytes.length;
        days[count] = day;
        count++;
        if (bytes.length > pending.remaining()) flush();
        if (bytes.length > pending.capacity()) write(ByteBuffer.wrap(bytes));
        else pending.put(bytes);
    }

    private static int effectiveOn(Entry entry) throws Unfit {
        String effectiveOn = entry.effectiveOn();
        if (effectiveOn == null) throw new Unfit("payload lacks effectiveOn");
        try {
            return day(LocalDate.parse(effectiveOn));
        } catch (DateTimeException noDay) {
            throw new Unfit("payload.effectiveOn is no date");
        }
    }

    private static int day(LocalDate day) throws Unfit {
        if (day.getYear() < 1 || day.getYear() > 9999) throw new Unfit("effectiveOn lies outside the years 1 to 9999");
        return Math.toIntExact(day.toEpochDay());
    }

    private void flush() throws IOException {
        pending.flip();
        write(pending);
        pending.clear();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) written += waiting.write(bytes);
    }

    /**
     * The structure on that day: the fold in the order of effective date, then of recording.
     *
     * @param watcher told of each change as it takes effect; null: nobody
     * @throws Impossible when a change cannot take effect
     */
    public Structure on(LocalDate effectiveOn, @Nullable Watcher watcher) throws Impossible, IOException {
        flush();
        long last = effectiveOn.toEpochDay();
        var order = new long[count];
        int counted = 0;
        for (int i = 0; i < count; i++)
            if (days[i] <= last && !annulled.get(i)) order[counted++] = ((long) days[i] << 32) | i;
        Arrays.sort(order, 0, counted);
        var structure = new Structure();
        for (int i = 0; i < counted; i++) take(structure, (int) order[i], watcher);
        return structure;
    }

    /** Sees the fold go on. */
    @FunctionalInterface
    public interface Watcher {
        void took(LocalDate effectiveOn, String type, String event, Structure structure);
    }

    private void take(Structure structure, int ordinal, @Nullable Watcher watcher) throws Impossible, IOException {
        String text = new String(read(ordinal), UTF_8);
        String event = text.substring(0, 36);
        int end = text.indexOf('\n', 37);
        String type = text.substring(37, end);
        LocalDate day = LocalDate.ofEpochDay(days[ordinal]);
        try {
            Fields payload = Fields.of(text.substring(end + 1));
            if (!organisation.equals(payload.text("organisation"))) throw new Unfit("it is of another organisation");
            new Step(structure, organisation, event, sequences[ordinal], day, payload).take(type);
            if (watcher != null) watcher.took(day, type, event, structure);
        } catch (Unfit impossible) {
            throw new Impossible(event, type + " cannot take effect on " + day + ": " + impossible.why());
        }
    }

    private byte[] read(int ordinal) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(lengths[ordinal]);
        while (bytes.hasRemaining())
            if (waiting.read(bytes, offsets[ordinal] + bytes.position()) < 0)
                throw new IOException("a temporary file is cut");
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        waiting.close();
    }
}
