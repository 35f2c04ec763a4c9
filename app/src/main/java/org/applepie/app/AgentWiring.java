package org.applepie.app;

import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.ssh.ConsoleKeys;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The agent's doors, as the rest of the console knows them. */
@Configuration(proxyBeanMethods = false)
class AgentWiring {

    @Bean
    SshShell shell() {
        return new SshShell(AgentSettings.standard());
    }

    @Bean
    ConsoleKey consoleKey(SecretStore secrets) {
        return new ConsoleKey(secrets, AgentWiring::newPair);
    }

    private static ConsoleKey.Pair newPair(ConsoleKey.Kind kind) {
        ConsoleKeys keys = switch (kind) {
            case ED25519 -> ConsoleKeys.generate("applepie");
            case RSA -> ConsoleKeys.generateRsa("applepie");
        };
        return new ConsoleKey.Pair(keys.privatePem(), keys.publicLine());
    }
}
