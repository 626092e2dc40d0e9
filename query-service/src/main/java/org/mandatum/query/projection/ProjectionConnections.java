package org.mandatum.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Every connection to the query side's database, whoever configured the pool, sees one projection. */
@Configuration(proxyBeanMethods = false)
class ProjectionConnections {
    @Bean
    static BeanPostProcessor connectionsSeeOneProjection(ObjectProvider<LiveProjection> live) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source && !(bean instanceof Seeing)
                        ? new Seeing(source, live.getObject())
                        : bean;
            }
        };
    }

    /** A pool whose connections see the live projection, or the one that their borrower asks of. */
    static final class Seeing extends DelegatingDataSource {
        private final LiveProjection live;

        Seeing(DataSource pool, LiveProjection live) {
            super(pool);
            this.live = live;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try {
                live.show(connection);
                return connection;
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        }
    }
}
