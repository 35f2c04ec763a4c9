package org.applepie.web.inventory;

import org.applepie.domain.remote.HostKey;

/** Where OpenSSH keeps the key it offers. */
final class KeyFiles {

    private KeyFiles() {}

    /** The public half, for somebody at the server's own screen. */
    static String of(HostKey key) {
        String kind = switch (key.algorithm()) {
            case "ssh-rsa" -> "rsa";
            case "ssh-dss" -> "dsa";
            case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> "ecdsa";
            default -> "ed25519";
        };
        return "/etc/ssh/ssh_host_" + kind + "_key.pub";
    }
}
