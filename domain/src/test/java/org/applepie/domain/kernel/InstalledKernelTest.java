package org.applepie.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledKernelTest {

    private static final String LIST = """
            kernel 2.4.27-3-386
            kernel 2.4.27-2-386
            image 2.4.27-2-386
            image 2.4.27-2-386-previous
            modules 2.4.27-2-386
            modules 2.4.27-3-386
            total 6
            """;

    @Test
    void tellsKernelsFromOldToNewWithWhatBelongsToThem() {
        assertThat(InstalledKernel.parse(LIST))
                .containsExactly(
                        new InstalledKernel(new KernelRelease("2.4.27-2-386"), true, true),
                        new InstalledKernel(new KernelRelease("2.4.27-3-386"), false, true));
        assertThat(InstalledKernel.parse("total 0\n")).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoRelease() {
        assertThat(InstalledKernel.parse("kernel before-the-move\ntotal 1\n")).isEmpty();
    }

    @Test
    void everyCutIsRefused() {
        for (int length = 0; length < LIST.length(); length++) {
            String cut = LIST.substring(0, length);
            assertThatIllegalArgumentException().isThrownBy(() -> InstalledKernel.parse(cut));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel 1.0\nkernel 1.0\ntotal 2\n", "seed 1.0\ntotal 1\n", "kernel\ntotal 1\n"})
    void refusesWhatTheScriptNeverPrints(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> InstalledKernel.parse(text));
    }

    @Test
    void numbersCountByTheirValue() {
        assertThat(Stream.of("6.1.0-10-amd64", "6.1.0-9-amd64", "2.6.8-2-386", "2.4.27-3-386", "6.12.9+deb13-amd64")
                        .map(KernelRelease::new)
                        .sorted()
                        .map(KernelRelease::name))
                .containsExactly(
                        "2.4.27-3-386", "2.6.8-2-386", "6.1.0-9-amd64", "6.1.0-10-amd64", "6.12.9+deb13-amd64");
        assertThat(new KernelRelease("2.4.27-3-386").series()).isEqualTo("2.4");
        assertThat(new KernelRelease("2.4.27-3-386").patch()).isEqualTo(27);
        assertThat(new KernelRelease("7.0-amd64").patch()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2.4.27 -3", "../../etc", "2.4.27;reboot", "2.4.27\n"})
    void isNoReleaseOfAKernel(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelRelease(name));
    }
}
