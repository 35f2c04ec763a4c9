package org.applepie.domain.initramfs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the initramfs tool from the packages installed and from its configuration. */
public final class InstalledInitramfs {

    private InstalledInitramfs() {}

    /**
     * The one tool installed, or {@link Initramfs.Other} with what was found instead.
     *
     * @param installed version by name of package
     * @param configuration initramfs.conf, then the files of conf.d in the order of their names: the last RESUME holds
     */
    public static Initramfs of(Map<String, String> installed, List<String> configuration) {
        Optional<String> initramfsTools = Optional.ofNullable(installed.get("initramfs-tools"))
                .or(() -> Optional.ofNullable(installed.get("initramfs-tools-core")));
        Optional<String> dracut = Optional.ofNullable(installed.get("dracut"));
        if (initramfsTools.isPresent() && dracut.isPresent()) {
            return new Initramfs.Other("initramfs-tools and dracut");
        }
        if (installed.containsKey("tiny-initramfs")) {
            return new Initramfs.Other("tiny-initramfs");
        }
        String resume = configuration.stream()
                .flatMap(text -> ResumeConf.value(text).stream())
                .reduce((earlier, later) -> later)
                .orElse("");
        return initramfsTools
                .<Initramfs>map(version -> new Initramfs.InitramfsTools(version, resume))
                .or(() -> dracut.map(Initramfs.Dracut::new))
                .orElse(new Initramfs.Other("none known"));
    }
}
