package org.mandatum.query.webhooks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.mandatum.log.Annex;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells what the query side keeps that no log tells, for a log that ends at a position. */
@RestController
class AnnexController {
    private final KeptBeside kept;

    AnnexController(JdbcTemplate jdbc) {
        kept = new KeptBeside(jdbc);
    }

    /** Answered on the request's own virtual thread. What breaks off has no footer: the reader notices. */
    @GetMapping("/annex")
    void annex(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long position = Question.of(request, "position").number("position", -1, 0, Long.MAX_VALUE);
        if (position < 0)
            throw Problem.badParameter(
                    "position",
                    "position is required: that of the last event in the export of the log, 0 when there is none.");
        response.setContentType("application/x-ndjson");
        response.setHeader("Cache-Control", "no-store");
        if (HttpMethod.HEAD.matches(request.getMethod())) return;
        try (OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16)) {
            var annex = new Annex.Writer(out, KeptBeside.OF, position);
            kept.write(annex, position);
            annex.end();
        }
    }
}
