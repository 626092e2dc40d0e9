package org.mandatum.query.webhooks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Sends one event to one receiver: no redirect is followed, and what it answers besides its status is not waited for. */
@Component
class Sender implements AutoCloseable {
    private static final Timeout TO_CONNECT = Timeout.ofSeconds(5);
    private static final Timeout TO_ANSWER = Timeout.ofSeconds(15);
    private static final int LARGEST_PORT = 65_535;

    private final boolean insideAllowed;
    private final Duration longestAnswer;
    private final CloseableHttpClient client;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    /** @param longestAnswer from the first byte to the last, however busily the receiver writes */
    Sender(
            @Value("${mandatum.webhooks.inside-allowed:false}") boolean insideAllowed,
            @Value("${mandatum.webhooks.longest-answer:20s}") Duration longestAnswer) {
        this.insideAllowed = insideAllowed;
        this.longestAnswer = longestAnswer;
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Addresses(insideAllowed))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(TO_CONNECT)
                                .setSocketTimeout(TO_ANSWER)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(TO_ANSWER).build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .setUserAgent("Mandatum")
                .build();
    }

    /**
     * What came of an attempt.
     *
     * @param status null when there was no answer, and then {@code error} says why
     */
    record Attempt(@Nullable Integer status, @Nullable String error) {
        static Attempt failed(Exception why) {
            return new Attempt(null, why.getClass().getSimpleName() + ": " + why.getMessage());
        }

        boolean delivered() {
            return status != null && status >= 200 && status < 300;
        }

        /** The receiver wants nothing more, ever (Standard Webhooks: 410). */
        boolean gone() {
            return status != null && status == 410;
        }
    }

    /** Whether an address may be registered at all; those that names lead to are looked at with every connection. */
    boolean mayReach(URI url) {
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getPort() <= LARGEST_PORT
                && url.getPort() != 0
                && ("https".equals(url.getScheme()) || (insideAllowed && "http".equals(url.getScheme())));
    }

    /** @param secrets all that are valid now; the receiver accepts any one of their signatures */
    Attempt send(URI url, List<Secret> secrets, String id, String cloudEvent) {
        Instant sentAt = clock.instant();
        HttpPost request;
        try {
            request = new HttpPost(url);
        } catch (IllegalArgumentException noAddress) {
            return Attempt.failed(noAddress);
        }
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", Long.toString(sentAt.getEpochSecond()));
        request.setHeader(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> secret.signature(id, sentAt, cloudEvent))
                        .collect(Collectors.joining(" ")));
        request.setEntity(new StringEntity(
                cloudEvent, ContentType.create("application/cloudevents+json", StandardCharsets.UTF_8)));
        // A receiver that has answered and does not come to an end has answered all the same.
        var answered = new AtomicReference<@Nullable Attempt>();
        Future<?> deadline = deadlines.schedule(request::cancel, longestAnswer.toMillis(), TimeUnit.MILLISECONDS);
        try {
            client.execute(request, answer -> {
                answered.set(new Attempt(answer.getCode(), null));
                return null;
            });
        } catch (IOException | RuntimeException failure) {
            answered.compareAndSet(null, Attempt.failed(failure));
        } finally {
            deadline.cancel(false);
        }
        return Objects.requireNonNull(answered.get());
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
