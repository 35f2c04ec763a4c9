package org.applepie.app.json;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JsonWiring {

    @Bean
    DomainJson domainJson() {
        return new DomainJson();
    }
}
