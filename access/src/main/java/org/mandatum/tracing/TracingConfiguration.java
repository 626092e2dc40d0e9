package org.mandatum.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Every request of a service can be followed. */
@Configuration(proxyBeanMethods = false)
public class TracingConfiguration {
    /** Behind Spring's own filter that begins a request's span, and before who comes is asked: refusals are followed as well. */
    private static final int PLACE = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new Traces(tracer.getIfAvailable(), propagator.getIfAvailable());
    }

    @Bean
    FilterRegistrationBean<RequestLog> requestLog(Traces traces) {
        var registration = new FilterRegistrationBean<>(new RequestLog(traces));
        registration.setOrder(PLACE);
        return registration;
    }
}
