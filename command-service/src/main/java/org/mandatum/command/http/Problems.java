package org.mandatum.command.http;

import jakarta.servlet.http.HttpServletRequest;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mandatum.access.Refused;
import org.mandatum.command.journal.EventTooLarge;
import org.mandatum.command.journal.Submissions.KeyReused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Every failure as problem+json with a stable code. A bug is a 500 that says nothing of the inside. */
@RestControllerAdvice
class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<String> unreadable(BadRequest request) {
        HttpStatus status = request.code().equals("too-large") ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST;
        return Answers.answer(
                status, Answers.problem(status, request.code(), String.valueOf(request.getMessage()), request.field()));
    }

    @ExceptionHandler
    ResponseEntity<String> unknown(AggregateNotFoundException absent) {
        String stream = String.valueOf(absent.getAggregateIdentifier());
        String id = stream.substring(stream.indexOf('/') + 1);
        // "mandates/…" holds a "mandate".
        String code = "unknown-" + stream.substring(0, stream.indexOf('/') - 1);
        return Answers.answer(
                HttpStatus.NOT_FOUND,
                Answers.problem(HttpStatus.NOT_FOUND, code, "Nothing is recorded under " + id + ".", null));
    }

    @ExceptionHandler
    ResponseEntity<String> keyReused(KeyReused reused) {
        return Answers.answer(
                HttpStatus.UNPROCESSABLE_CONTENT,
                Answers.problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        reused.getMessage() + ". Use a new key for a new request.",
                        "Idempotency-Key"));
    }

    @ExceptionHandler
    ResponseEntity<String> tooLarge(EventTooLarge event) {
        return Answers.answer(
                HttpStatus.CONTENT_TOO_LARGE,
                Answers.problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", String.valueOf(event.getMessage()), null));
    }

    @ExceptionHandler
    ResponseEntity<String> raceLost(ConcurrencyException race) {
        return Answers.answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                Answers.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "race-lost",
                        "Other writers were faster, again and again; nothing was recorded. Send it again.",
                        null));
    }

    /** Whether it was recorded may be unknown here: an Idempotency-Key makes sending it again safe. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<String> storeDown(Exception failure) {
        LOG.warn("the store did not answer: {}", failure.toString());
        return Answers.answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                Answers.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "store-unavailable",
                        "The store did not answer. Send it again with the same Idempotency-Key.",
                        null));
    }

    /** Told by whoever guards the service. */
    @ExceptionHandler
    void notPermitted(AccessDeniedException denied) {
        throw denied;
    }

    @ExceptionHandler
    ResponseEntity<String> other(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            String detail = detail(known, request);
            String code = Refused.code(known);
            ResponseEntity<String> answer = Answers.answer(
                    status, Answers.problem(status, code, detail == null ? status.getReasonPhrase() : detail, null));
            return ResponseEntity.status(status)
                    .headers(headers -> {
                        headers.addAll(known.getHeaders());
                        headers.addAll(answer.getHeaders());
                    })
                    .body(answer.getBody());
        }
        // Whoever asked has gone away: nobody reads the answer, and nothing is wrong here.
        if (failure instanceof AsyncRequestNotUsableException) LOG.debug("{} was left", request.getRequestURI());
        else LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return Answers.answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                Answers.problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "This is a fault of the register; it was logged.",
                        null));
    }

    private static @Nullable String detail(ErrorResponse known, HttpServletRequest request) {
        if (known instanceof HttpMediaTypeNotSupportedException unfit && request.getContentType() == null)
            return "The request has no Content-Type; here it is " + MediaType.toString(unfit.getSupportedMediaTypes())
                    + ".";
        return known.getBody().getDetail();
    }
}
