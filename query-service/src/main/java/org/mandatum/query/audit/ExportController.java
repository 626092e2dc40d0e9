package org.mandatum.query.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.ExportLines;
import org.mandatum.log.ExportLines.Entry;
import org.mandatum.log.ExportLines.Footer;
import org.mandatum.log.ExportLines.Header;
import org.mandatum.log.ExportLines.Note;
import org.mandatum.log.SignedNote;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.StoredLog;
import org.mandatum.query.http.Question;
import org.mandatum.query.structure.Compressed;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The whole log for somebody who trusts nobody (docs/log-format.md). It only grows, so that pages of it, read one after the
 * other up to a checkpoint, are as good as one look. How far it is shows by the index in its lines, of the size in its header.
 */
@RestController
class ExportController {
    private static final int PAGE = 1_000;

    private final LogDatabase database;

    ExportController(LogDatabase database) {
        this.database = database;
    }

    /** Answered on the request's own virtual thread. What breaks off has no footer: the reader notices. */
    @GetMapping("/log/export")
    void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Question question = Question.of(request, "from");
        StoredLog log = database.log();
        Checkpoint newest = Checkpoint.parse(ProofController.newest(log).text());
        long from = question.number("from", 0, 0, newest.size());
        // What may fail before the first line fails as a problem, not as half an export.
        List<String> keys = log.keys();
        long position = log.positionBefore(from);
        response.setContentType("application/x-ndjson");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("Content-Disposition", "attachment; filename=\"mandatum-log.ndjson\"");
        try (OutputStream out = body(request, response)) {
            if (HttpMethod.HEAD.matches(request.getMethod())) return;
            write(out, Header.of(newest.origin(), keys, from, newest.size()));
            events(log, from, position, newest.size(), out);
        }
    }

    private static OutputStream body(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Compressed.isAccepted(request.getHeader("Accept-Encoding")))
            return new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        response.setHeader("Content-Encoding", "gzip");
        return new BufferedOutputStream(
                new GZIPOutputStream(response.getOutputStream(), 1 << 16) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                },
                1 << 16);
    }

    private static void events(StoredLog log, long from, long position, long size, OutputStream out)
            throws IOException {
        var notes = new Notes(log, from, size);
        long index = from;
        notes.upTo(index, out);
        long last = log.lastPosition();
        for (long after = position; index < size; ) {
            List<StoredEvent> page = log.events(after, last, (int) Math.min(PAGE, size - index));
            if (page.isEmpty()) throw new IOException("the log has " + size + " events, the table ends at " + index);
            for (StoredEvent event : page) {
                write(out, Entry.of(index++, event));
                notes.upTo(index, out);
            }
            after = page.getLast().position();
        }
        write(out, new Footer(true, size - from, notes.written));
    }

    /** Checkpoints, each told when the log has come to its size. */
    private static final class Notes {
        private final StoredLog log;
        private final long to;
        private final Deque<SignedNote> ahead = new ArrayDeque<>();
        private long next;
        private long written;

        Notes(StoredLog log, long from, long to) {
            this.log = log;
            this.to = to;
            next = from;
        }

        void upTo(long size, OutputStream out) throws IOException {
            while (true) {
                if (ahead.isEmpty()) {
                    if (next > to) return;
                    ahead.addAll(log.checkpoints(next, to, PAGE));
                    next = ahead.isEmpty() ? to + 1 : sizeOf(ahead.getLast()) + 1;
                    if (ahead.isEmpty()) return;
                }
                if (sizeOf(ahead.getFirst()) > size) return;
                write(out, new Note(ahead.removeFirst().toString()));
                written++;
            }
        }

        private static long sizeOf(SignedNote note) {
            return Checkpoint.parse(note.text()).size();
        }
    }

    private static void write(OutputStream out, Record line) throws IOException {
        out.write(ExportLines.line(line).getBytes(StandardCharsets.UTF_8));
    }
}
