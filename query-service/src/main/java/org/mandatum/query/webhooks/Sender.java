package org.mandatum.query.webhooks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

/** Sends one event to one receiver: no redirect is followed, and what it answers besides its status is not read. */
@Component
class Sender implements AutoCloseable {
    private static final Timeout TO_CONNECT = Timeout.ofSeconds(5);
    private static final Timeout TO_ANSWER = Timeout.ofSeconds(15);

    private final boolean insideAllowed;
    private final CloseableHttpClient client;
    private final Clock clock = Clock.systemUTC();

    Sender(@Value("${mandatum.webhooks.inside-allowed:false}") boolean insideAllowed) {
        this.insideAllowed = insideAllowed;
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
                && ("https".equals(url.getScheme()) || (insideAllowed && "http".equals(url.getScheme())));
    }

    /** @param secrets all that are valid now; the receiver accepts any one of their signatures */
    Attempt send(URI url, List<Secret> secrets, String id, String cloudEvent) {
        Instant sentAt = clock.instant();
        var request = new HttpPost(url);
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", Long.toString(sentAt.getEpochSecond()));
        request.setHeader(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> secret.signature(id, sentAt, cloudEvent))
                        .collect(Collectors.joining(" ")));
        request.setEntity(new StringEntity(
                cloudEvent, ContentType.create("application/cloudevents+json", StandardCharsets.UTF_8)));
        try {
            return client.execute(request, answer -> new Attempt(answer.getCode(), null));
        } catch (IOException | IllegalStateException failure) {
            return new Attempt(null, failure.getClass().getSimpleName() + ": " + failure.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
