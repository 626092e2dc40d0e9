package org.mandatum.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Requests of which no controller comes to know: told as every other problem is, and not as the server's own page. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRequests.class);

    @ExceptionHandler
    void parameter(InvalidParameterException unreadable, HttpServletResponse response) throws IOException {
        Refusals.malformed(response, "A parameter is not encoded as parameters are, or there are too many.", null);
    }

    /** The guard looks at a header or the name of a parameter when it is read, which may be in a controller only. */
    @ExceptionHandler
    void character(RequestRejectedException rejected, HttpServletResponse response) throws IOException {
        Refusals.rejected(response, rejected);
    }

    @ExceptionHandler
    void variable(MethodArgumentTypeMismatchException unfit, HttpServletResponse response) throws IOException {
        Refusals.malformed(response, unfit.getName() + " has a value that it cannot have.", unfit.getName());
    }

    @ExceptionHandler
    void body(HttpMessageNotReadableException brokenOff, HttpServletResponse response) throws IOException {
        Refusals.malformed(response, "The body could not be read to its end.", null);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) host.setErrorReportValveClass(Valve.class.getName());
        });
    }

    /** Answers for the server itself, where a request is not one of HTTP. */
    public static final class Valve extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable fault) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            HttpStatus known = HttpStatus.resolve(status);
            String problem = Refusals.problem(
                            known == null ? HttpStatus.BAD_REQUEST : known,
                            status < 500 ? "malformed-request" : status == 501 ? "not-implemented" : "internal-error",
                            status < 500
                                    ? "The request is none that HTTP knows, or larger than the server takes."
                                    : status == 501
                                            ? "The body comes in a transfer coding that the server does not know."
                                            : "This is a fault of the register; it was logged.")
                    .toString();
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setCharacterEncoding(StandardCharsets.UTF_8);
                Writer answer = response.getReporter();
                if (answer == null) return;
                answer.write(problem);
                response.finishResponse();
            } catch (IOException gone) {
                LOG.debug("nobody waits for the answer", gone);
            }
        }
    }
}
