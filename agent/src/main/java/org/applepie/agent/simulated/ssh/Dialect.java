package org.applepie.agent.simulated.ssh;

/** Which SSH server a machine has. */
public enum Dialect {
    /** OpenSSH of a current release. */
    MODERN,
    /** OpenSSH 3.8.1p1 of Debian Sarge: SHA-1, CBC, RSA and DSA of 1024 bits. */
    SARGE
}
