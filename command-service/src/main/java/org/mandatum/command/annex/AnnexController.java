package org.mandatum.command.annex;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.http.BadRequest;
import org.mandatum.command.http.RequestBodies;
import org.mandatum.log.Annex;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells what the command side keeps beside the log, for a log that ends at a position. */
@RestController
class AnnexController {
    private final KeptBeside kept;

    AnnexController(JdbcTemplate jdbc) {
        kept = new KeptBeside(jdbc);
    }

    /** Answered on the request's own virtual thread. What breaks off has no footer: the reader notices. */
    @GetMapping("/annex")
    void annex(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestBodies.onlyParameters(request, List.of("position"));
        long position = position(request.getParameter("position"));
        response.setContentType("application/x-ndjson");
        response.setHeader("Cache-Control", "no-store");
        if (HttpMethod.HEAD.matches(request.getMethod())) return;
        try (OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16)) {
            var annex = new Annex.Writer(out, KeptBeside.OF, position);
            kept.write(annex, position);
            annex.end();
        }
    }

    private static long position(@Nullable String given) {
        if (given == null || !given.matches("\\d{1,18}"))
            throw new BadRequest(
                    "invalid-parameter",
                    "position",
                    "position is required: that of the last event in the export of the log, 0 when there is none.");
        return Long.parseLong(given);
    }
}
