package org.applepie.app.output;

import java.time.Clock;
import org.applepie.app.start.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutputWiring {

    @Bean
    OutputStore outputStore(DataDirectory data, Clock clock) {
        return new OutputStore(data.file("output"), clock);
    }
}
