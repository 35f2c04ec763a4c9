package org.applepie.domain.inventory;

import java.util.List;

/**
 * State of dpkg and apt.
 *
 * @param lockHolder process that holds a lock, such as {@code apt-get (1234)}; empty if none
 * @param broken what {@code dpkg --audit} complains of; empty if all is well
 */
public record PackageManager(String lockHolder, List<String> broken) {
    public PackageManager {
        broken = List.copyOf(broken);
    }
}
