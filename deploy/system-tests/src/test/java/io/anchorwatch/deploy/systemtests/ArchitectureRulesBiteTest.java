// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that nothing can break says nothing: each one finds the class among the tests that breaks it. */
class ArchitectureRulesBiteTest {

    private static final JavaClasses VIOLATIONS = new ClassFileImporter()
            .withImportOption(place -> place.contains("/violations/"))
            .importPackages("io.anchorwatch");

    static Stream<String> rules() {
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(Field::getName);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFindsWhatBreaksIt(String name) throws ReflectiveOperationException {
        ArchRule rule = (ArchRule) ArchitectureTest.class.getDeclaredField(name).get(null);
        assertThat(rule.evaluate(VIOLATIONS).hasViolation()).as(name).isTrue();
    }
}
