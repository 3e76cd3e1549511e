package it.sioss.benchmark;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Every statement the house sends to its database is counted. */
@TestConfiguration(proxyBeanMethods = false)
class CountedStatements {

    static final AtomicLong SENT = new AtomicLong();

    private static final QueryExecutionListener COUNTER = new QueryExecutionListener() {
        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            SENT.incrementAndGet();
        }
    };

    @Bean
    static BeanPostProcessor countedDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source && "dataSource".equals(name)
                        ? ProxyDataSourceBuilder.create(source)
                                .listener(COUNTER)
                                .build()
                        : bean;
            }
        };
    }
}
