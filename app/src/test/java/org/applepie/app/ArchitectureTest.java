package org.applepie.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The house rules that a compiler does not check. The POMs ban the same module directions for whole JARs. */
@AnalyzeClasses(packages = "org.applepie", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String DOMAIN = "org.applepie.domain..";
    private static final String AGENT = "org.applepie.agent..";
    private static final String WEB = "org.applepie.web..";
    private static final String APP = "org.applepie.app..";

    /** A package of the domain may import those of its own line and of the lines above, never of those below. */
    private static final List<List<String>> ORDER = List.of(
            List.of("conffile", "remote", "verdict"),
            List.of("disk"),
            List.of("raid", "filesystem", "bootloader", "initramfs", "kernel"),
            List.of("inventory"),
            List.of("runbook"),
            List.of("recovery"),
            List.of("run"),
            List.of("audit"));

    @ArchTest
    static final ArchRule domainNeedsOnlyTheJdkAndJSpecify = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, "java..", "org.jspecify..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule agentKnowsOnlyTheDomain = noClasses()
            .that()
            .resideInAPackage(AGENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WEB, APP, "org.springframework..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule webKnowsOnlyTheDomain = noClasses()
            .that()
            .resideInAPackage(WEB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AGENT, APP)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule everyDomainPackageHasItsPlace = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .and()
            .resideOutsideOfPackage("org.applepie.domain")
            .should()
            .resideInAnyPackage(packages(ORDER))
            .because("a new package of the domain gets its place in the list above")
            .allowEmptyShould(true);

    @ArchTest
    static void domainPackagesImportOnlyWhatComesBeforeThem(JavaClasses classes) {
        for (int line = 0; line < ORDER.size() - 1; line++) {
            noClasses()
                    .that()
                    .resideInAnyPackage(packages(ORDER.subList(line, line + 1)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(ORDER.subList(line + 1, ORDER.size())))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule domainPackagesAreFreeOfCycles = slices().matching("org.applepie.domain.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule domainIsToldTheTime = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .accessTargetWhere(describe("the clock of the machine is read", ArchitectureTest::readsTheClock))
            .because("time is a parameter, so that tests can drive it")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage(Stream.of(
                            "util",
                            "utils",
                            "common",
                            "helper",
                            "helpers",
                            "impl",
                            "dto",
                            "controller",
                            "service",
                            "repository")
                    .map("..%s.."::formatted)
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule nullIsForbiddenUnlessSaidOtherwise = classes().should(beInANullMarkedPackage());

    private static String[] packages(List<List<String>> lines) {
        return lines.stream()
                .flatMap(List::stream)
                .map("org.applepie.domain.%s.."::formatted)
                .toArray(String[]::new);
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        boolean now = owner.getPackageName().startsWith("java.time")
                && name.equals("now")
                && !access.getTarget().getFullName().contains(Clock.class.getName());
        boolean clock = owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick"));
        boolean system =
                owner.isEquivalentTo(System.class) && (name.equals("currentTimeMillis") || name.equals("nanoTime"));
        return now || clock || system;
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info.java says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, "%s: no @NullMarked package-info.java in its package".formatted(type.getName())));
                }
            }
        };
    }
}
