package org.applepie.app.secret;

import org.applepie.app.start.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SecretWiring {

    @Bean
    SecretStore secretStore(JdbcClient jdbc, DataDirectory data) {
        return new SecretStore(jdbc, data.file("secret.key"));
    }
}
