package org.applepie.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.run.Runner;
import org.applepie.domain.runbook.Runbooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ConsoleStartsTest {

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("applepie.data", () -> directory.resolve("data").toString());
    }

    @Autowired
    Inventory inventory;

    @Autowired
    Runbooks runbooks;

    @Autowired
    Runner runner;

    @Autowired
    AuditTrail audit;

    @Autowired
    Environment environment;

    @Test
    void keepsEverythingInOneDirectoryForItsOwner() throws Exception {
        Path data = directory.resolve("data");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(data.resolve("applepie.mv.db")).exists();
        assertThat(data.resolve("secret.key")).exists();
    }

    @Test
    void listensToItsOwnMachineOnly() {
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void hasAKeyOfItsOwnAndATrailThatHolds() {
        assertThat(inventory.consolePublicKey()).startsWith("ssh-ed25519 ").endsWith(" applepie");
        assertThat(inventory.servers(true)).isEmpty();
        assertThat(runner.all(10)).isEmpty();
        assertThat(audit.verify()).isInstanceOf(AuditTrail.Verification.Holds.class);
        assertThat(runbooks).isNotNull();
    }
}
