package org.mandatum.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps the design as it is meant; each rule says why. */
@AnalyzeClasses(packages = "org.mandatum", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_words_know_no_framework = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.mandatum.organisation",
                    "org.mandatum.resolution",
                    "org.mandatum.mandate",
                    "org.mandatum.proposal",
                    "org.mandatum.value",
                    "org.mandatum.event")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.axonframework..", "org.springframework..", "java.sql..", "tools.jackson..")
            .because("events and the fold outlive every framework; annotations for JSON are all they may know");

    @ArchTest
    static final ArchRule deciding_is_pure = noClasses()
            .that()
            .haveSimpleName("Decision")
            .or()
            .haveSimpleName("Rules")
            .or()
            .haveSimpleName("Empowerment")
            .or()
            .haveSimpleName("CarryingOut")
            .or()
            .haveSimpleName("ChangePackage")
            .or()
            .haveSimpleName("LegalAct")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axonframework..", "org.springframework..", "java.sql..", "tools.jackson..", "java.time.Clock")
            .because("a decision is a function of the order, the time line and the acts (ADR 0002): moving to another"
                    + " framework is a change of shells");

    @ArchTest
    static final ArchRule the_journal_knows_no_feature = noClasses()
            .that()
            .resideInAPackage("..command.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..command.organisation..", "..command.resolution..", "..command.http..", "..command.publishing..")
            .because("every feature is stored alike");

    @ArchTest
    static final ArchRule kafka_is_the_publishers = classes()
            .that()
            .resideOutsideOfPackage("..publishing..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.apache.kafka..")
            .because("Kafka is the transport (ADR 0003): commands go on when it is down");
}
