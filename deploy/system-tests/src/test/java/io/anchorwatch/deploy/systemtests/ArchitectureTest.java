// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows between the modules, and the house rules that byte code shows. The arrows are the data flow reversed: a
 * schema lives with the stage that emits it, and nothing points to a later stage.
 *
 * <p>Must stay a top-level class: nested, it would run no test and not say so.
 */
@AnalyzeClasses(
        packages = "io.anchorwatch",
        importOptions = {ImportOption.DoNotIncludeTests.class, DoNotIncludeTestModules.class})
class ArchitectureTest {

    private static final String EVENT_MODEL = "io.anchorwatch.ingest.event..";
    private static final String INGEST = "io.anchorwatch.ingest..";
    private static final String ALERT_MODEL = "io.anchorwatch.streamjobs.alert..";
    private static final String DETECTION = "io.anchorwatch.streamjobs.detection..";
    private static final String CEL = "io.anchorwatch.streamjobs.cel..";
    private static final String KAFKA_STREAMS = "io.anchorwatch.streamjobs.kafkastreams..";
    private static final String SINKS = "io.anchorwatch.sinks..";
    private static final String BROKER = "io.anchorwatch.deploy.broker..";
    private static final String CLI = "io.anchorwatch.deploy.cli..";
    private static final String DEPLOY = "io.anchorwatch.deploy..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String MAIN = "io.anchorwatch.deploy.cli.AnchorwatchMain";

    @ArchTest
    static final ArchRule eventModelUsesNoOtherModule = noClasses()
            .that()
            .resideInAPackage(EVENT_MODEL)
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAPackage(EVENT_MODEL))));

    @ArchTest
    static final ArchRule alertModelUsesNoOtherModule = noClasses()
            .that()
            .resideInAPackage(ALERT_MODEL)
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAPackage(ALERT_MODEL))));

    @ArchTest
    static final ArchRule theModelsKnowNoKafkaNoClusterClientAndNoLog = noClasses()
            .that()
            .resideInAnyPackage(EVENT_MODEL, ALERT_MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA, "io.fabric8..", "org.slf4j..", "io.micrometer..");

    @ArchTest
    static final ArchRule ingestUsesOnlyItself = noClasses()
            .that()
            .resideInAPackage(INGEST)
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAPackage(INGEST))));

    @ArchTest
    static final ArchRule detectionUsesOnlyTheModels = noClasses()
            .that()
            .resideInAPackage(DETECTION)
            .should()
            .dependOnClassesThat(
                    ours().and(DescribedPredicate.not(resideInAnyPackage(EVENT_MODEL, ALERT_MODEL, DETECTION))));

    @ArchTest
    static final ArchRule detectionIsPure = noClasses()
            .that()
            .resideInAPackage(DETECTION)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            KAFKA,
                            "org.apache.flink..",
                            "io.fabric8..",
                            "org.slf4j..",
                            "org.rocksdb..",
                            "io.micrometer..",
                            "java.util.concurrent..",
                            "java.net.http..")
                    .or(nameMatching("java\\.lang\\.Thread(Local)?|java\\.util\\.(Timer|Random)"))
                    .or(nameMatching("java\\.time\\.(Clock|InstantSource)")));

    @ArchTest
    static final ArchRule celUsesOnlyDetectionAndTheModels = noClasses()
            .that()
            .resideInAPackage(CEL)
            .should()
            .dependOnClassesThat(
                    ours().and(DescribedPredicate.not(resideInAnyPackage(EVENT_MODEL, ALERT_MODEL, DETECTION, CEL))));

    @ArchTest
    static final ArchRule onlyTheCelModuleKnowsCel = noClasses()
            .that()
            .resideOutsideOfPackage(CEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", CEL);

    @ArchTest
    static final ArchRule kafkaStreamsUsesOnlyDetectionAndTheModels = noClasses()
            .that()
            .resideInAPackage(KAFKA_STREAMS)
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(
                    resideInAnyPackage(EVENT_MODEL, ALERT_MODEL, DETECTION, KAFKA_STREAMS))));

    @ArchTest
    static final ArchRule sinksUseOnlyTheAlertModel = noClasses()
            .that()
            .resideInAPackage(SINKS)
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAnyPackage(ALERT_MODEL, SINKS))));

    @ArchTest
    static final ArchRule theEmbeddedBrokerUsesNoOtherModule = noClasses()
            .that()
            .resideInAPackage(BROKER)
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAPackage(BROKER))));

    @ArchTest
    static final ArchRule onlyTheEmbeddedBrokerReachesIntoKafkasServer = noClasses()
            .that()
            .resideOutsideOfPackage(BROKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

    @ArchTest
    static final ArchRule onlyTheProgramKnowsItsCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "me.tongfei.progressbar..");

    @ArchTest
    static final ArchRule timeIsPassedIn = noClasses()
            .that()
            .resideOutsideOfPackage(DEPLOY)
            .should()
            .callMethodWhere(HouseRules.takesTheTimeItself())
            .because("event time or an InstantSource makes a run repeatable");

    @ArchTest
    static final ArchRule randomnessIsPassedIn = noClasses()
            .that()
            .resideOutsideOfPackage(DEPLOY)
            .should()
            .callConstructorWhere(HouseRules.makesRandomness())
            .because("a RandomGenerator with a seed makes a run repeatable");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethodWhere(HouseRules.sleeps());

    @ArchTest
    static final ArchRule onlyTheProgramTouchesTheStandardStreams = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, BROKER)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule classesAreMadeForExtensionOrFinal =
            classes().that(HouseRules.areWrittenByHand()).should(HouseRules.beFinalSealedOrAbstract());

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(HouseRules.resideInANullMarkedPackage());

    @ArchTest
    static final ArchRule onlyMainsHaveMain = methods()
            .that()
            .haveName("main")
            .and()
            .areStatic()
            .should()
            .beDeclaredInClassesThat(simpleNameEndingWith("Main"));

    /** The main names its verbs, and the verbs use what stands beside it: it is where all threads meet. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.anchorwatch.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(nameMatching(MAIN), alwaysTrue());

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage("io.anchorwatch..").as("classes of other modules");
    }
}
