package org.applepie.domain.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostKeyTest {

    /** A key of 1024 bits, and what ssh-keygen -l -E md5 prints of it. */
    private static final String LINE = "ssh-rsa "
            + "AAAAB3NzaC1yc2EAAAADAQABAAAAgQDP830kq2H6K75YoWkrLRV/rAzUEb4H/eitMfLLTF+NXtYdbE+0XZW+EQib0lKmzGMI7oliy3Cu"
            + "pCXwEKPklXeMjvH/5F/i8MjUV9YYJidqdeGs8lDiwn3HFV5id5nugKlYTcxI5LDvDEjK4NYK7wGgLwaTLSehLLIJQ7U0qm4J4Q==";

    @Test
    void hasTheFingerprintThatOldSshKeygenPrints() {
        assertThat(key(LINE).md5Fingerprint()).contains("ca:aa:f1:9f:1b:05:d4:6c:c5:a5:79:72:68:10:bd:ba");
    }

    @Test
    void hasNoSuchFingerprintIfTheLineHoldsNoKey() {
        for (String line : new String[] {"", "ssh-rsa", "ssh-rsa ***", "ssh-rsa A"}) {
            assertThat(key(line).md5Fingerprint()).as(line).isEmpty();
        }
    }

    private static HostKey key(String line) {
        return new HostKey("ssh-rsa", "SHA256:BQIuf2MPtG5pWYxtkRY3yf4Xw6TI8BAuJDXkskBhMEg", line);
    }
}
