package org.mandatum.query.http;

import jakarta.servlet.http.HttpServletRequest;
import org.mandatum.access.Refused;
import org.mandatum.log.StoredLog;
import org.mandatum.query.index.StillFilling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Every failure as problem+json. A bug is a 500 that says nothing of the inside. */
@RestControllerAdvice
class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<String> told(Problem problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<String> storeDown(Exception failure) {
        LOG.warn("the store did not answer: {}", failure.toString());
        return answer(
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable", "The store did not answer; ask again."),
                HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<String> stillFilling(StillFilling filling) {
        return answer(
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "index-filling",
                                "What is known of " + filling.organisation() + " is being read into memory, "
                                        + filling.percent() + " % so far; ask again.")
                        .with("organisation", filling.organisation().value())
                        .with("percent", Integer.toString(filling.percent())),
                HttpHeaders.EMPTY);
    }

    /** Told by whoever guards the service. */
    @ExceptionHandler
    void notPermitted(AccessDeniedException denied) {
        throw denied;
    }

    @ExceptionHandler
    ResponseEntity<String> logDown(StoredLog.Unavailable failure) {
        LOG.warn("{}", failure.getMessage());
        return answer(
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "log-unavailable",
                        "The log's database did not answer; ask again. Questions about structures are answered without"
                                + " it."),
                HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<String> other(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            String code = Refused.code(known);
            String detail = known.getBody().getDetail();
            return answer(
                    Problem.of(status, code, detail == null ? status.getReasonPhrase() : detail), known.getHeaders());
        }
        // Whoever asked has gone away: nobody reads the answer, and nothing is wrong here.
        if (failure instanceof AsyncRequestNotUsableException) LOG.debug("{} was left", request.getRequestURI());
        else LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return answer(
                Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "This is a fault of the register; it was logged."),
                HttpHeaders.EMPTY);
    }

    private static ResponseEntity<String> answer(Problem problem, HttpHeaders headers) {
        var answer = ResponseEntity.status(problem.status())
                .headers(all -> all.addAll(headers))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        boolean soon = problem.status() == HttpStatus.SERVICE_UNAVAILABLE || problem.comesSoon();
        if (soon) answer.header("Retry-After", "1");
        return answer.body(problem.body().toString());
    }
}
