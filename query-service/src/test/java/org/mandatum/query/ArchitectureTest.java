package org.mandatum.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps the design as it is meant; each rule says why. */
@AnalyzeClasses(packages = "org.mandatum.query", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule comparing_is_pure = noClasses()
            .that()
            .haveSimpleNameStartingWith("Difference")
            .or()
            .haveSimpleName("UnitHistory")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..")
            .because("they are functions of structures and can be tested without a database");

    @ArchTest
    static final ArchRule kafka_is_the_projections = classes()
            .that()
            .resideOutsideOfPackage("..projection..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.apache.kafka..")
            .because("Kafka is the transport (ADR 0003); questions are answered from rows");

    @ArchTest
    static final ArchRule the_projection_knows_nobody_who_asks = noClasses()
            .that()
            .resideInAPackage("..projection..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..structure..", "..history..", "..log..", "..resolutions..", "..query.http..")
            .because("questions come and go; the rows stay");

    @ArchTest
    static final ArchRule the_query_side_commands_nothing = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.mandatum.command..", "org.axonframework..")
            .because("it learns everything from events");
}
